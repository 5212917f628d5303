import credentials1 from './contexts/credentials-v1.json' with { type: 'json' }
import credentials2 from './contexts/credentials-v2.json' with { type: 'json' }
import dataIntegrity1 from './contexts/data-integrity-v1.json' with { type: 'json' }
import dataIntegrity2 from './contexts/data-integrity-v2.json' with { type: 'json' }
import openBadges300 from './contexts/open-badges-3.0.0.json' with { type: 'json' }
import openBadges301 from './contexts/open-badges-3.0.1.json' with { type: 'json' }
import openBadges302 from './contexts/open-badges-3.0.2.json' with { type: 'json' }
import openBadges303 from './contexts/open-badges-3.0.3.json' with { type: 'json' }
import openBadgesExtensions from './contexts/open-badges-extensions.json' with { type: 'json' }

const openBadges = 'https://purl.imsglobal.org/spec/ob/v3p0'

/** JSON-LD contexts by address, as published; where each is from stands in contexts/SOURCES.md. */
export const bundledContexts: ReadonlyMap<string, object> = new Map<string, object>([
  ['https://www.w3.org/2018/credentials/v1', credentials1],
  ['https://www.w3.org/ns/credentials/v2', credentials2],
  ['https://w3id.org/security/data-integrity/v1', dataIntegrity1],
  ['https://w3id.org/security/data-integrity/v2', dataIntegrity2],
  [`${openBadges}/context.json`, openBadges300],
  [`${openBadges}/context-3.0.1.json`, openBadges301],
  [`${openBadges}/context-3.0.2.json`, openBadges302],
  [`${openBadges}/context-3.0.3.json`, openBadges303],
  [`${openBadges}/extensions.json`, openBadgesExtensions],
])
