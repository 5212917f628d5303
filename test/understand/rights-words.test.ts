import { describe, expect, it } from 'vitest'
import { understand } from '../../src/understand/understand.ts'

const intentOf = (text: string) => understand(text, { now: '2026-11-25T11:00', places: [] }).intent

const stop = [
  ...[
    'STOP',
    'stop',
    'Stop.',
    'stop!',
    'stop aub',
    'stoppen',
    'stopp',
    'stop ermee',
    'stop er mee',
  ],
  ...[
    'ik wil stoppen',
    'ik stop ermee',
    'stop met appen',
    'stop met berichten sturen',
    'stop maar',
  ],
  ...['geen berichten meer', 'geen appjes meer', 'ik wil geen berichten meer', 'geen sms meer'],
  ...['stuur me niks meer', 'stuur mij niets meer', 'app me niet meer', 'niet meer appen'],
  ...[
    'laat me met rust',
    'laat mij met rust',
    'laat me met rust aub',
    'hou op',
    'houd op met sturen',
  ],
  ...['afmelden', 'uitschrijven', 'schrijf me uit', 'meld me af', 'opzeggen'],
  ...['ga weg', 'rot op', 'genoeg', 'basta', 'kap ermee', 'geen zin meer in dit'],
  ...['unsubscribe', 'stop texting me', 'stop messaging me', 'no more messages', 'no more texts'],
  ...['stop sending me messages', 'please stop', 'leave me alone', 'opt out', 'quit', 'stop it'],
  ...[
    'dont text me',
    "don't message me anymore",
    'do not contact me again',
    'remove me from this list',
  ],
  ...['take me off your list', 'i want to stop', 'cancel my subscription', 'stopall', 'stop all'],
  ...['i dont want messages anymore', 'no more', 'END', 'go away', 'sign me off', 'enough'],
]

const notStop = [
  'ik wil stoppen met roken',
  'waar stopt de bus',
  'stop de link',
  'ik wil me afmelden voor zaterdag',
  'stop smoking course',
  'i cannot come on saturday',
  'cancel my spot',
  'geen berichten schrijven maar koken',
]

const words = {
  export_my_data: [
    ...[
      'mijn gegevens',
      'wat weet je van mij',
      'welke gegevens heb je van mij',
      'stuur mijn gegevens',
    ],
    ...[
      'ik wil mijn gegevens downloaden',
      'wat bewaren jullie over mij',
      'inzage in mijn gegevens',
    ],
    ...['my data', 'what do you know about me', 'download my data', 'send me my data'],
    ...['give me a copy of my data', 'what do you have on me'],
  ],
  delete_my_data: [
    ...[
      'vergeet mij',
      'verwijder mijn gegevens',
      'wis alles',
      'wis mijn gegevens',
      'gooi alles weg',
    ],
    ...[
      'ik wil vergeten worden',
      'verwijder mij',
      'verwijder mijn account',
      'verwijder alles over mij',
    ],
    ...['forget me', 'delete my data', 'erase everything', 'delete my account', 'wipe my data'],
    ...['remove all my information', 'i want to be forgotten'],
  ],
  connect: [
    ...[
      'verbind',
      'koppel',
      'verbinden',
      'koppelen',
      'verbind mijn andere app',
      'koppel mijn whatsapp',
    ],
    ...['ik heb ook telegram', 'koppel telegram', 'koppel 4821 7730', 'verbind 48217730'],
    ...['ik wil mijn apps koppelen', 'verbind mijn apps'],
    ...[
      'connect',
      'connect my other app',
      'link my whatsapp',
      'connect telegram',
      'connect 4821 7730',
    ],
    ...['link my apps', 'link my other phone', 'i also have telegram'],
  ],
  disconnect: [
    ...['ontkoppel', 'ontkoppelen', 'loskoppelen', 'koppel los', 'verbinding verbreken'],
    ...['disconnect', 'disconnect my apps', 'unlink', 'undo connect'],
  ],
  human: ['mens', 'ik wil een mens spreken', 'connect me to a person', 'person', 'verbind me door'],
} as const

describe('words for one’s rights', () => {
  it.each(stop)('%j ends everything', (text) => {
    expect(intentOf(text)).toBe('stop')
  })

  it.each(notStop)('%j ends nothing', (text) => {
    expect(intentOf(text)).not.toBe('stop')
  })

  it.each(
    Object.entries(words).flatMap(([intent, texts]) => texts.map((text) => ({ intent, text }))),
  )('$text is $intent', ({ intent, text }) => {
    expect(intentOf(text)).toBe(intent)
  })
})
