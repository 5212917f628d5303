import type { EducationalOccupationalCredential, WithContext } from 'schema-dts'
import type { FoundPathway } from '../../badges/find-pathway.ts'
import { picturePath } from '../../badges/picture.ts'
import type { Locale } from '../../language/locale.ts'
import { translator } from '../../language/translate.ts'
import { html } from '../html.ts'
import { Layout } from '../layout.tsx'

/** A pathway and its steps, for people; programs get the same as schema.org data. */
export function pathwayPage(pathway: FoundPathway, locale: Locale): string {
  const say = translator(locale, 'city')
  const sayPage = translator(locale, 'pages')
  const { achievementId, organisation, steps, stepsNeeded } = pathway
  const name = pathway.name[locale]
  return html(
    <Layout locale={locale} title={name} description={pathway.description[locale]}>
      <article class="card badge pathway">
        <div class="badge-head">
          <img
            src={picturePath(achievementId)}
            alt={sayPage('share.pictureOf', { badge: name })}
            width="176"
            height="176"
          />
          <div>
            <p class="chip">{sayPage('kind.pathway')}</p>
            <h1>{name}</h1>
            <p class="lead">{pathway.description[locale]}</p>
            <dl class="facts">
              <div>
                <dt>{sayPage('share.givenBy')}</dt>
                <dd>
                  <a href={`/issuers/${organisation.id}?lang=${locale}`}>{organisation.name}</a>
                </dd>
              </div>
            </dl>
          </div>
        </div>
        <div class="badge-body">
          <section>
            <h2>{say('pathway.steps')}</h2>
            <p>{say('pathway.needed', { count: stepsNeeded, total: steps.length })}</p>
            <ul class="gallery">
              {steps.map((step) => (
                <li key={step.achievementId}>
                  <img
                    src={picturePath(step.achievementId)}
                    alt=""
                    width="56"
                    height="56"
                    loading="lazy"
                  />
                  <a href={`/achievements/${step.achievementId}?lang=${locale}`}>
                    {step.name[locale]}
                  </a>
                </li>
              ))}
            </ul>
            <p>{say('pathway.noDeadline')}</p>
            <p>
              <a href={`/achievements/${achievementId}?lang=${locale}`}>{say('pathway.earn')}</a>
            </p>
          </section>
        </div>
      </article>
    </Layout>,
  )
}

/** A pathway as schema.org has it: its badge, and by their addresses the badges that lead to it. */
export function pathwayData(
  pathway: FoundPathway,
  locale: Locale,
  siteUrl: string,
): WithContext<EducationalOccupationalCredential> {
  const { id, achievementId, organisation, steps, stepsNeeded } = pathway
  const needed = { count: stepsNeeded, total: steps.length }
  return {
    '@context': 'https://schema.org',
    '@type': 'EducationalOccupationalCredential',
    '@id': `${siteUrl}/pathways/${id}`,
    url: `${siteUrl}/pathways/${id}`,
    name: pathway.name[locale],
    description: `${pathway.description[locale]} ${translator(locale, 'city')('pathway.needed', needed)}`,
    sameAs: `${siteUrl}/achievements/${achievementId}`,
    credentialCategory: 'pathway',
    competencyRequired: steps.map((step) => `${siteUrl}/achievements/${step.achievementId}`),
    recognizedBy: {
      '@type': 'Organization',
      '@id': `${siteUrl}/issuers/${organisation.id}`,
      name: organisation.name,
    },
  }
}
