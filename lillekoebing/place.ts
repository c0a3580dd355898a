/**
 * Where the invented world lies: its municipalities and their institutions, written by hand.
 *
 * Numbers of institutions begin with a municipality code that does not exist, so they belong to nobody.
 */

/** A school's classes: so many tracks in these grades, and those that are out of the ordinary. */
export type SchoolPlan = {
  /** Stands in paths of chance and ids; never changes. */
  readonly key: string
  readonly number: string
  readonly name: string
  readonly tracks: number
  readonly grades: readonly number[]
  /** Pupils in an ordinary class, fewest and most. */
  readonly size: readonly [number, number]
  /** Classes whose size is written down: one of the tracks' or one more. */
  readonly fixed?: readonly { readonly name: string; readonly grade: number; readonly pupils: number }[]
}

/**
 * An institution that is not a school. Its rooms have no grade: rooms of a daycare, classes of a youth education,
 * districts of the health visitors (infants who are in no daycare yet), young people outside education.
 */
export type OtherPlan = {
  readonly key: string
  readonly number: string
  readonly name: string
  readonly kind: 'daycare' | 'youthEducation' | 'administration' | 'healthService' | 'youthService'
  readonly rooms: readonly string[]
  /** Years since birth at the start of the school year, youngest and oldest. */
  readonly ages?: readonly [number, number]
}

export type MunicipalityPlan = {
  readonly id: number
  readonly name: string
  readonly schools: readonly SchoolPlan[]
  readonly others: readonly OtherPlan[]
  /** False where nobody has an account and no pupil is registered: only its released figures are of use. */
  readonly hasPeople: boolean
}

/** A municipality's CVR number: none that is given out begins with 990. */
export function cvrOf({ id }: Pick<MunicipalityPlan, 'id'>): string {
  return `99000${String(id).padStart(3, '0')}`
}

const wholeSchool = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
const villageSchool = [0, 1, 2, 3, 4, 5, 6]
const middleOnly = [4, 5, 6]

export const lillekoebing: MunicipalityPlan = {
  id: 881,
  name: 'Lillekøbing',
  hasPeople: true,
  schools: [
    {
      key: 'moellebakken',
      number: '881001',
      name: 'Møllebakkens Skole',
      tracks: 3,
      grades: wholeSchool,
      size: [19, 26],
      fixed: [{ name: '5.A', grade: 5, pupils: 23 }],
    },
    {
      key: 'havbrinkskolen',
      number: '881002',
      name: 'Havbrinkskolen',
      tracks: 2,
      grades: wholeSchool,
      size: [18, 26],
      fixed: [{ name: '6.B', grade: 6, pupils: 26 }],
    },
    { key: 'egely', number: '881003', name: 'Egelyskolen', tracks: 2, grades: wholeSchool, size: [19, 27] },
    { key: 'kirkeager', number: '881004', name: 'Kirkeager Skole', tracks: 2, grades: wholeSchool, size: [16, 24] },
    { key: 'fjordglimt', number: '881005', name: 'Fjordglimt Skole', tracks: 2, grades: wholeSchool, size: [17, 25] },
    {
      key: 'stenhoej',
      number: '881006',
      name: 'Stenhøj Skole',
      tracks: 1,
      grades: wholeSchool,
      size: [18, 26],
      // The class of four, and one of three: together they reach five, so that both count at the school.
      fixed: [
        { name: '5.M', grade: 5, pupils: 4 },
        { name: '6.M', grade: 6, pupils: 3 },
      ],
    },
    { key: 'rosenvang', number: '881007', name: 'Rosenvang Skole', tracks: 1, grades: wholeSchool, size: [17, 27] },
    { key: 'bakkehuset', number: '881008', name: 'Skolen ved Bakkehuset', tracks: 1, grades: wholeSchool, size: [14, 22] },
    {
      key: 'lyngholm',
      number: '881009',
      name: 'Lyngholm Landsbyskole',
      tracks: 1,
      grades: villageSchool,
      size: [5, 8],
      fixed: [
        { name: '4.A', grade: 4, pupils: 8 },
        { name: '5.A', grade: 5, pupils: 6 },
        { name: '6.A', grade: 6, pupils: 5 },
      ],
    },
  ],
  others: [
    {
      key: 'solstraalen',
      number: '881101',
      name: 'Børnehuset Solstrålen',
      kind: 'daycare',
      rooms: ['Rød stue', 'Blå stue', 'Grøn stue'],
      ages: [0, 5],
    },
    {
      key: 'mariehoenen',
      number: '881102',
      name: 'Vuggestuen Mariehønen',
      kind: 'daycare',
      rooms: ['Store stue', 'Lille stue'],
      ages: [0, 2],
    },
    {
      key: 'regnbuen',
      number: '881103',
      name: 'Børnehaven Regnbuen',
      kind: 'daycare',
      rooms: ['Rød stue', 'Gul stue', 'Lilla stue'],
      ages: [3, 5],
    },
    { key: 'kastanjen', number: '881104', name: 'Børnehuset Kastanjen', kind: 'daycare', rooms: ['Bladet', 'Barken'], ages: [0, 5] },
    { key: 'egernet', number: '881105', name: 'Skovbørnehaven Egernet', kind: 'daycare', rooms: ['Skovgruppen'], ages: [3, 5] },
    {
      key: 'gymnasiet',
      number: '881201',
      name: 'Lillekøbing Gymnasium',
      kind: 'youthEducation',
      rooms: ['1x', '1y', '2x', '2y', '3x', '3y'],
      ages: [16, 18],
    },
    { key: 'forvaltning', number: '881900', name: 'Lillekøbing Kommune', kind: 'administration', rooms: [] },
    // Last, so that whoever stands before them keeps their CPR numbers.
    {
      key: 'sundhedsplejen',
      number: '881301',
      name: 'Sundhedsplejen i Lillekøbing',
      kind: 'healthService',
      rooms: ['Distrikt Nord', 'Distrikt Midt', 'Distrikt Syd'],
      ages: [-1, -1],
    },
    {
      key: 'ungeindsatsen',
      number: '881302',
      name: 'Ungeindsatsen i Lillekøbing',
      kind: 'youthService',
      rooms: ['Unge uden for uddannelse'],
      ages: [17, 24],
    },
  ],
}

export const neighbours: readonly MunicipalityPlan[] = [
  {
    id: 882,
    name: 'Storkøbing',
    hasPeople: true,
    schools: [
      { key: 'torvet', number: '882001', name: 'Skolen på Torvet', tracks: 3, grades: wholeSchool, size: [18, 26] },
      { key: 'aaparken', number: '882002', name: 'Åparkskolen', tracks: 2, grades: wholeSchool, size: [18, 26] },
      { key: 'noerremark', number: '882003', name: 'Nørremarkens Skole', tracks: 2, grades: wholeSchool, size: [17, 25] },
      { key: 'teglvaerket', number: '882004', name: 'Teglværksskolen', tracks: 2, grades: wholeSchool, size: [18, 27] },
      { key: 'vestager', number: '882005', name: 'Vestager Skole', tracks: 1, grades: wholeSchool, size: [15, 23] },
    ],
    others: [
      {
        key: 'tumlehuset',
        number: '882101',
        name: 'Børnehuset Tumlehuset',
        kind: 'daycare',
        rooms: ['Rød stue', 'Blå stue'],
        ages: [0, 5],
      },
      { key: 'forvaltning', number: '882900', name: 'Storkøbing Kommune', kind: 'administration', rooms: [] },
    ],
  },
  {
    id: 883,
    name: 'Fjordby',
    hasPeople: true,
    schools: [
      { key: 'havnen', number: '883001', name: 'Fjordby Havneskole', tracks: 2, grades: wholeSchool, size: [18, 25] },
      { key: 'bakken', number: '883002', name: 'Skolen på Bakken', tracks: 2, grades: wholeSchool, size: [17, 24] },
      { key: 'strand', number: '883003', name: 'Strandengens Skole', tracks: 1, grades: wholeSchool, size: [16, 25] },
      { key: 'soe', number: '883004', name: 'Søholm Skole', tracks: 1, grades: wholeSchool, size: [14, 22] },
    ],
    others: [
      { key: 'muslingen', number: '883101', name: 'Børnehuset Muslingen', kind: 'daycare', rooms: ['Krabben', 'Søstjernen'], ages: [0, 5] },
      { key: 'forvaltning', number: '883900', name: 'Fjordby Kommune', kind: 'administration', rooms: [] },
    ],
  },
  {
    id: 884,
    name: 'Hedelund',
    hasPeople: true,
    schools: [
      { key: 'lyng', number: '884001', name: 'Lyngbakkeskolen', tracks: 2, grades: wholeSchool, size: [17, 25] },
      { key: 'plantage', number: '884002', name: 'Plantageskolen', tracks: 1, grades: wholeSchool, size: [16, 24] },
      { key: 'hede', number: '884003', name: 'Hedeby Friluftsskole', tracks: 1, grades: wholeSchool, size: [14, 22] },
    ],
    others: [
      { key: 'tuen', number: '884101', name: 'Børnehuset Lyngtuen', kind: 'daycare', rooms: ['Store stue', 'Lille stue'], ages: [0, 5] },
      { key: 'forvaltning', number: '884900', name: 'Hedelund Kommune', kind: 'administration', rooms: [] },
    ],
  },
  {
    id: 885,
    name: 'Øsund',
    hasPeople: true,
    schools: [
      { key: 'faerge', number: '885001', name: 'Færgegårdens Skole', tracks: 2, grades: wholeSchool, size: [18, 26] },
      { key: 'sund', number: '885002', name: 'Sundparkskolen', tracks: 2, grades: wholeSchool, size: [18, 25] },
      { key: 'klint', number: '885003', name: 'Klintemarkens Skole', tracks: 1, grades: wholeSchool, size: [16, 24] },
      { key: 'oe', number: '885004', name: 'Øens Skole', tracks: 1, grades: villageSchool, size: [14, 20] },
    ],
    others: [
      { key: 'fyret', number: '885101', name: 'Børnehuset Fyret', kind: 'daycare', rooms: ['Rød stue', 'Blå stue'], ages: [0, 5] },
      { key: 'forvaltning', number: '885900', name: 'Øsund Kommune', kind: 'administration', rooms: [] },
    ],
  },
]

/** Three more that only have classes and answers, so that two regions and the country can be shown. */
export const furtherAway: readonly MunicipalityPlan[] = [
  [886, 'Strandløse'],
  [887, 'Mosebjerg'],
  [888, 'Kildevang'],
].map(([id, name]) => ({
  id: Number(id),
  name: String(name),
  hasPeople: false,
  schools: [
    { key: 'by', number: `${id}001`, name: `${name} Byskole`, tracks: 2, grades: middleOnly, size: [18, 26] },
    { key: 'nord', number: `${id}002`, name: `${name} Nordskole`, tracks: 1, grades: middleOnly, size: [17, 24] },
    { key: 'syd', number: `${id}003`, name: `${name} Sydskole`, tracks: 1, grades: middleOnly, size: [16, 24] },
  ],
  others: [],
}))

/** The association: municipality 0, with an office and no schools. */
export const association: MunicipalityPlan = {
  id: 0,
  name: 'Foreningen',
  hasPeople: true,
  schools: [],
  others: [{ key: 'sekretariat', number: '000900', name: 'Foreningens sekretariat', kind: 'administration', rooms: [] }],
}

/** Everybody, Lillekøbing first. */
export const places: readonly MunicipalityPlan[] = [lillekoebing, ...neighbours, ...furtherAway, association]
