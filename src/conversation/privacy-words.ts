import type { City } from '../cities/city.ts'
import type { Deps } from '../deps.ts'
import type { MetPerson } from '../learners/meet.ts'
import type { PrivacyNews } from '../learners/privacy-notice.ts'
import { type Reply, text } from './reply.ts'
import type { TurnResult } from './turn.ts'

/** For which city somebody reads of privacy; null while they have not said theirs. */
export function privacyCity(
  person: Pick<MetPerson, 'cityChosen'>,
  { city, result }: { readonly city: City; readonly result: TurnResult },
): City | null {
  if (result.privacyOf !== undefined) return result.privacyOf
  return person.cityChosen ? city : null
}

/** Adds the one sentence on privacy to the first answer, and to the first one after it changed. */
export function withPrivacy(
  deps: Pick<Deps, 'siteUrl'>,
  city: City | null,
  news: Exclude<PrivacyNews, 'none'>,
  replies: readonly Reply[],
): readonly Reply[] {
  const link = `${deps.siteUrl}/privacy`
  const sentence =
    news === 'changed'
      ? text('privacyChanged', { link })
      : city === null
        ? text('first.privacyAnyCity', { link })
        : text('first.privacy', { city: { kind: 'either', ...city.name }, link })
  return replies.map((first, index) =>
    index === 0 ? { ...first, closing: [...first.closing, sentence] } : first,
  )
}
