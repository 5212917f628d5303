/** What people write: mostly questions, as in a real week. */
export const texts = [
  'Wat kan ik zaterdag leren?',
  'iets met koken dit weekend in Charlois',
  'what can I learn this Saturday?',
  'mijn badges',
  'gratis computerles morgenavond',
  'meer',
  'hoi',
  'dankjewel',
] as const
