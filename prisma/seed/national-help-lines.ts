import type { CityData } from './city-data.ts'

type HelpLines = CityData['city']['helpLines']

const byCountry: Readonly<Record<string, HelpLines>> = {
  NL: [
    {
      slug: '113',
      name: '113 Zelfmoordpreventie',
      phone: '113 / 0800-0113',
      website: 'https://www.113.nl',
    },
    { slug: '112', name: '112', phone: '112', website: null },
  ],
}

/** Whom to call in need anywhere in a country (ISO 3166-1 alpha-2); null where we do not know it for sure. */
export const nationalHelpLines = (country: string): HelpLines | null => byCountry[country] ?? null
