/** What a demonstration prints when it is ready: where to go, whom to be, what to try first. */
import { readFileSync } from 'node:fs'

type Person = {
  readonly uniid: string
  readonly name: string
  readonly municipality: string
  readonly note: string
  readonly logins?: { readonly contextHandler?: object; readonly nemLogin?: object; readonly own?: object }
}

const people: readonly Person[] = JSON.parse(
  readFileSync(new URL('../../stand-ins/identity-provider/people.json', import.meta.url), 'utf8'),
)

/** In the order in which the roads below meet them. */
const offered = [
  'susa1002',
  'anne1001',
  'kare1005',
  'mads1006',
  'henr1004',
  'jona1003',
  'gret1014',
  'pias2002',
  'lott1008',
  'mett1901',
  'cami1011',
  'nadi0003',
  'inge0001',
]

export type Welcome = {
  readonly origin: string
  readonly loginAddress: string
  readonly dataDirectory: string
  /** Where the messages are read that were sent; undefined where they go elsewhere. */
  readonly postAddress?: string | undefined
}

export function welcome({ origin, loginAddress, dataDirectory, postAddress }: Welcome): string {
  const somebody = offered.map((id) => people.find(({ uniid }) => uniid === id)).filter((person) => person !== undefined)
  const places = [
    ['For fagfolk', origin],
    ['For dem, der svarer', `${origin}/svar`],
    ['Login (en efterligning)', loginAddress],
    ...(postAddress === undefined ? [] : [['Post, mail og SMS (en efterligning)', postAddress]]),
    ['Data og log', dataDirectory],
  ]
  return [
    '',
    'BørnUngeLiv kører som demonstration. Lillekøbing og alle mennesker i den er opfundne.',
    '',
    ...table(places),
    '',
    'Log ind som',
    ...table(somebody.map((person) => [person.name, person.municipality, waysOf(person), person.note])),
    '',
    'Prøv først',
    '  1. Log ind som Anne Lund, åbn klassens time for 5.A, og hent elevernes sedler.',
    `  2. Åbn ${origin}/svar i et privat vindue, skriv timens kode og en seddels kode, og svar.`,
    '  3. Afslut timen, og læs klassens rapport. Log så ind som Mads Toft: en klasse på fire viser ingen fordeling.',
    '  4. Log ind som Henrik Dahl, åbn Trivsel på mellemtrinnet, vælg 4. årgang, og sammenlign med resten af skolen:',
    '     hvor noget er tydeligt lavere, står der forslag. Brug et af dem i en handleplan.',
    '  5. Log ind som Lotte Kjær, åbn Mine børn, og forbered en samtale med den øverste på listen.',
    '  6. Log ind som Mette Thomsen, mor til to: giv samtykke, svar for den yngste, og se, hvem der har åbnet svarene.',
    '  7. Log ind som Camilla Juhl, åbn PLUS, og find sagen, der er fulgt op: hvad har ændret sig?',
    '  8. Log ind som Inger Villadsen, åbn Gennemsyn i Inspiration, og udgiv »Godmorgen i klassen«.',
    '  9. Log ind som Birthe Nygaard med kommunens login: kommunen har givet retten for én skole, og hun ser kun den.',
    ' 10. Log ind som Susanne Bach, åbn Spørgebank, skriv et spørgsmål, og sæt det ind i jeres eget spørgeskema under Spørgeskemaer.',
    '',
    'Stop med Ctrl+C. Begynd forfra med npm start -- --fresh.',
    '',
  ].join('\n')
}

/** By which logins somebody comes, in the words of the page that offers them. */
function waysOf({ logins = {} }: Person): string {
  const others = [
    ...(logins.contextHandler ? ['kommunens login'] : []),
    ...(logins.nemLogin ? ['MitID'] : []),
    ...(logins.own ? ['Lillekøbings eget'] : []),
  ]
  return ['UNI-Login', ...others].join(', ')
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map(
    (row) => `  ${row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))).join('   ')}`,
  )
}
