/** The first line of a roster file: which kind of roster it is, and where each column stands. */
import { finding, type RosterFinding, type RosterKind } from './roster.ts'

/** What a column can hold, by the Danish name that our own example files use. */
const columnNames = {
  institution: 'Institutionsnummer',
  institutionName: 'Institution',
  kind: 'Type',
  className: 'Klasse',
  grade: 'Klassetrin',
  cpr: 'CPR-nummer',
  name: 'Navn',
  givenName: 'Fornavn',
  familyName: 'Efternavn',
  sex: 'Køn',
  role: 'Rolle',
  login: 'UNI-Login',
  pupilCpr: 'Barnets CPR-nummer',
  pupilName: 'Barnets navn',
  relation: 'Relation',
  custody: 'Forældremyndighed',
  custodyFrom: 'Fra',
  custodyUntil: 'Til',
  isProtected: 'Beskyttet',
  email: 'E-mail',
  phone: 'Telefon',
  language: 'Sprog',
} as const

export type RosterColumn = keyof typeof columnNames

/** Names found in exports of school systems, as `headerKey` makes them. One word leads to one column. */
const synonyms: ReadonlyMap<string, RosterColumn> = new Map(
  Object.entries<RosterColumn>({
    institutionsnummer: 'institution',
    institutionsnr: 'institution',
    institutionskode: 'institution',
    institutionnummer: 'institution',
    institutionsid: 'institution',
    instnr: 'institution',
    skolenummer: 'institution',
    skolenr: 'institution',
    skolekode: 'institution',
    dagtilbudsnummer: 'institution',
    nummer: 'institution',
    nr: 'institution',
    institution: 'institutionName',
    institutionsnavn: 'institutionName',
    institutionensnavn: 'institutionName',
    skole: 'institutionName',
    skolenavn: 'institutionName',
    skolensnavn: 'institutionName',
    dagtilbud: 'institutionName',
    daginstitution: 'institutionName',
    type: 'kind',
    institutionstype: 'kind',
    skoletype: 'kind',
    art: 'kind',
    klasse: 'className',
    klasser: 'className',
    klassenavn: 'className',
    klassebetegnelse: 'className',
    klasselærerfor: 'className',
    stamklasse: 'className',
    hovedgruppe: 'className',
    stue: 'className',
    stuer: 'className',
    klassetrin: 'grade',
    trin: 'grade',
    årgang: 'grade',
    niveau: 'grade',
    cpr: 'cpr',
    cprnr: 'cpr',
    cprnummer: 'cpr',
    personnummer: 'cpr',
    personnr: 'cpr',
    forældercpr: 'cpr',
    forældrescpr: 'cpr',
    elevcpr: 'pupilCpr',
    elevenscpr: 'pupilCpr',
    elevenscprnummer: 'pupilCpr',
    barnetscpr: 'pupilCpr',
    barnetscprnr: 'pupilCpr',
    barnetscprnummer: 'pupilCpr',
    barnetspersonnummer: 'pupilCpr',
    navn: 'name',
    fuldenavn: 'name',
    fuldtnavn: 'name',
    forældernavn: 'name',
    forældrenavn: 'name',
    elevnavn: 'pupilName',
    elevensnavn: 'pupilName',
    barnetsnavn: 'pupilName',
    medarbejder: 'name',
    medarbejdernavn: 'name',
    fornavn: 'givenName',
    fornavne: 'givenName',
    efternavn: 'familyName',
    efternavne: 'familyName',
    køn: 'sex',
    koen: 'sex',
    rolle: 'role',
    roller: 'role',
    stilling: 'role',
    stillingsbetegnelse: 'role',
    funktion: 'role',
    unilogin: 'login',
    uniloginid: 'login',
    unilogon: 'login',
    uniid: 'login',
    brugernavn: 'login',
    brugerid: 'login',
    login: 'login',
    relation: 'relation',
    relationtilbarnet: 'relation',
    relationtileleven: 'relation',
    tilknytning: 'relation',
    forældremyndighed: 'custody',
    harforældremyndighed: 'custody',
    myndighed: 'custody',
    fra: 'custodyFrom',
    fradato: 'custodyFrom',
    forældremyndighedfra: 'custodyFrom',
    til: 'custodyUntil',
    tildato: 'custodyUntil',
    forældremyndighedtil: 'custodyUntil',
    beskyttet: 'isProtected',
    navneogadressebeskyttelse: 'isProtected',
    navneogadressebeskyttet: 'isProtected',
    adressebeskyttelse: 'isProtected',
    adressebeskyttet: 'isProtected',
    email: 'email',
    mail: 'email',
    emailadresse: 'email',
    mailadresse: 'email',
    telefon: 'phone',
    telefonnummer: 'phone',
    tlf: 'phone',
    mobil: 'phone',
    mobiltelefon: 'phone',
    mobilnummer: 'phone',
    sprog: 'language',
    modersmål: 'language',
    foretrukketsprog: 'language',
    language: 'language',
  }),
)

const used: Record<RosterKind, { readonly must: readonly RosterColumn[]; readonly can: readonly RosterColumn[] }> = {
  pupils: {
    must: ['institution', 'className', 'cpr'],
    can: ['institutionName', 'grade', 'name', 'givenName', 'familyName', 'sex', 'login', 'isProtected'],
  },
  contacts: {
    must: ['pupilCpr', 'relation', 'custody'],
    can: ['name', 'givenName', 'familyName', 'cpr', 'custodyFrom', 'custodyUntil', 'isProtected', 'email', 'phone', 'language', 'login'],
  },
  staff: { must: ['institution', 'role', 'login'], can: ['institutionName', 'name', 'givenName', 'familyName', 'className'] },
  institutions: { must: ['institution', 'institutionName', 'kind'], can: [] },
}

export type RosterHeader = {
  /** Undefined when the first line is no header that we know; the findings say so. */
  readonly kind: RosterKind | undefined
  readonly columns: Readonly<Partial<Record<RosterColumn, number>>>
  /** How many columns the header has; a line with more has slipped. */
  readonly width: number
  readonly findings: readonly RosterFinding[]
}

/**
 * Recognises the kind by the columns that only it has, and finds every column whatever its order, case,
 * spaces and hyphens. Columns that are not used are named by their letter, as a spreadsheet shows it.
 */
export function readRosterHeader(cells: readonly string[]): RosterHeader {
  const width = cells.findLastIndex((cell) => cell.trim() !== '') + 1
  const found = cells.slice(0, width).map((cell) => synonyms.get(headerKey(cell)))
  const kind = kindOf(new Set(found))
  if (kind === undefined) return { kind, columns: {}, width, findings: [finding(1, 'header-unknown')] }

  const columns: Partial<Record<RosterColumn, number>> = {}
  const findings: RosterFinding[] = []
  found.forEach((hit, place) => {
    const column = hit === undefined ? undefined : meantBy(kind, hit)
    if (column === undefined || ![...used[kind].must, ...used[kind].can].includes(column)) {
      // A CPR number is not needed for staff and not kept; the other columns are simply not ours.
      findings.push(finding(1, 'column-not-used', { column: columnLetter(place) }))
    } else if (columns[column] !== undefined) {
      findings.push(finding(1, 'column-twice', { column: columnNames[column] }))
    } else {
      columns[column] = place
    }
  })
  const missing = used[kind].must.filter((column) => columns[column] === undefined)
  if (kind !== 'institutions' && columns.name === undefined && columns.givenName === undefined) missing.push('name')
  findings.push(...missing.map((column) => finding(1, 'column-missing', { column: columnNames[column] })))
  if (kind === 'pupils' && columns.sex === undefined) findings.push(finding(1, 'sex-column-missing', { column: columnNames.sex }))
  return { kind, columns, width, findings }
}

/** What the column is called in our example files: what a finding names it by. */
export function columnName(column: RosterColumn): string {
  return columnNames[column]
}

/** One word means different things in files of different kinds: a pupils file's child is nobody's. */
function meantBy(kind: RosterKind, hit: RosterColumn): RosterColumn {
  if (kind === 'institutions' && hit === 'name') return 'institutionName'
  if (kind === 'pupils' && hit === 'pupilCpr') return 'cpr'
  if (kind === 'pupils' && hit === 'pupilName') return 'name'
  return hit
}

function kindOf(found: ReadonlySet<RosterColumn | undefined>): RosterKind | undefined {
  const hasCpr = found.has('cpr') || found.has('pupilCpr')
  if (found.has('custody') || found.has('relation')) return 'contacts'
  if (found.has('role')) return 'staff'
  if (hasCpr && found.has('className')) return 'pupils'
  if (found.has('login')) return 'staff'
  if (hasCpr || found.has('className')) return 'pupils'
  if (found.has('kind') && (found.has('institution') || found.has('institutionName') || found.has('name'))) return 'institutions'
  return undefined
}

function headerKey(cell: string): string {
  return cell
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^a-z0-9æøå]/g, '')
}

/** 0 → A, 25 → Z, 26 → AA. */
function columnLetter(place: number): string {
  const letter = String.fromCharCode(65 + (place % 26))
  return place < 26 ? letter : columnLetter(Math.floor(place / 26) - 1) + letter
}
