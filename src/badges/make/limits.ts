/** What fits a message on a phone, and the picture of a badge. */
export const achievementLimits = { nameCharacters: 60, textCharacters: 300 } as const
