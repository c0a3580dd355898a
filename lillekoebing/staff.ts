/** Who works in the invented world: everybody who can sign in, and a few who can't. */
import type { Role } from '#domain/access/actor.ts'
import { institutionBound } from '#domain/access/actor.ts'
import { chance, type Chance } from './chance.ts'
import { idOf } from './identifier.ts'
import { manNames, surnames, womanNames } from './name-pools.ts'
import { contextHandlerUuid, employeeIdOf, loginsOfCitizen, loginsOfEmployee, type OtherLogins } from './other-logins.ts'
import { association, cvrOf, lillekoebing, places, type MunicipalityPlan } from './place.ts'
import { institutionId, type Town, type TownClass } from './town.ts'

/** One right to sign in, as it stands in the database. */
export type Account = {
  readonly id: string
  readonly personId: string
  /** Shaped as in UNI-Login: four letters of the name, four digits. */
  readonly userId: string
  readonly name: string
  readonly role: Role
  /** Where they log in from; roles that see the whole municipality belong to its administration. */
  readonly institutionKey: string
  /** Institutions the role is bound to; empty for roles that see the municipality. */
  readonly institutionIds: readonly string[]
  /** Of this school year; only teachers lead classes. */
  readonly classIds: readonly string[]
  /** In Danish: what this person is good for in a demonstration; empty for most. */
  readonly note: string
  /** Signs in with a password alone, which is not enough for a professional. */
  readonly isOneFactor: boolean
}

type Named = {
  readonly name: string
  readonly role: Role
  readonly at: string
  readonly classes?: readonly string[]
  /** Classes of other institutions whose children a health professional has, as `moellebakken 0.A`; a grade takes all its classes. */
  readonly has?: readonly string[]
  readonly userId?: string
  readonly note: string
  readonly isOneFactor?: boolean
}

/** In two municipalities at once, so that one has to choose whom one signs in for. */
const inTwoPlaces = 'rasm1999'

/** The people of the README. The order is the order they are offered in. */
const named: Readonly<Record<number, readonly Named[]>> = {
  [lillekoebing.id]: [
    {
      name: 'Anne Lund',
      role: 'teacher',
      at: 'moellebakken',
      classes: ['5.A'],
      note: 'Klasselærer for 5.A, som ikke har svaret endnu: hold lektionen',
    },
    {
      name: 'Susanne Bach',
      role: 'municipalAdmin',
      at: 'forvaltning',
      note: 'Lægger klasser ind, åbner og lukker undersøgelser; ser ingen svar',
    },
    {
      name: 'Jonas Winther',
      role: 'municipalAnalyst',
      at: 'forvaltning',
      note: 'Læser kommunens rapporter og frigiver tal til region og land',
    },
    {
      name: 'Henrik Dahl',
      role: 'institutionLeader',
      at: 'moellebakken',
      note: 'Leder Møllebakkens Skole: rapporter, forslag og handleplaner',
    },
    {
      name: 'Karen Holm',
      role: 'teacher',
      at: 'havbrinkskolen',
      classes: ['6.B'],
      note: 'Klasselærer for 6.B, som har svaret: læs klassens rapport',
    },
    { name: 'Mads Toft', role: 'teacher', at: 'stenhoej', classes: ['5.M', '6.M'], note: 'Modtageklasserne: 5.M har fire elever, 6.M tre' },
    { name: 'Lone Krogh', role: 'teacher', at: 'lyngholm', classes: ['4.A', '5.A', '6.A'], note: 'Tre små klasser på landsbyskolen' },
    {
      name: 'Lotte Kjær',
      role: 'healthVisitor',
      at: 'forvaltning',
      has: [
        'moellebakken 0.',
        'moellebakken 8.',
        'moellebakken 9.',
        'sundhedsplejen Distrikt Nord',
        'sundhedsplejen Distrikt Midt',
        'sundhedsplejen Distrikt Syd',
      ],
      note: 'Sundhedsplejerske på Møllebakken: Mine børn, forberedelse af samtaler',
    },
    {
      name: 'Birthe Nygaard',
      role: 'leadHealthVisitor',
      at: 'forvaltning',
      has: ['havbrinkskolen 0.'],
      note: 'Ledende sundhedsplejerske: dækning, invitationer og rapporter',
    },
    {
      name: 'Peter Riis',
      role: 'schoolDoctor',
      at: 'forvaltning',
      has: ['moellebakken 0.', 'havbrinkskolen 0.', 'moellebakken 8.'],
      note: 'Børne- og ungelæge: Mine børn i 0. og 8. klasse',
    },
    {
      name: 'Camilla Juhl',
      role: 'eduPsychologist',
      at: 'forvaltning',
      note: 'PPR-psykolog: PLUS-sager om ét barn, fra bekymring til ændring',
    },
    { name: 'Thomas Lind', role: 'socialWorker', at: 'forvaltning', note: 'Socialrådgiver: er med på en PLUS-sag' },
    { name: 'Eva Brandt', role: 'caseOwner', at: 'forvaltning', note: 'Sagsansvarlig: åbner PLUS-sager' },
    { name: 'Grethe Overgaard', role: 'politicalReader', at: 'forvaltning', note: 'Formand for børneudvalget: læser kommunens rapport' },
    {
      name: 'Amir Husseini',
      role: 'dataProtectionOfficer',
      at: 'forvaltning',
      note: 'Databeskyttelsesrådgiver: ser, hvem der har gjort hvad',
    },
    {
      name: 'Rasmus Bech',
      role: 'teacher',
      at: 'rosenvang',
      classes: ['5.A'],
      userId: inTwoPlaces,
      note: 'Arbejder i to kommuner og skal vælge',
    },
    {
      name: 'Gorm Iversen',
      role: 'teacher',
      at: 'kirkeager',
      classes: ['4.A'],
      isOneFactor: true,
      note: 'Logger ind med kun én faktor: kommer ikke ind',
    },
  ],
  882: [
    {
      name: 'Rasmus Bech',
      role: 'teacher',
      at: 'vestager',
      classes: ['4.A'],
      userId: inTwoPlaces,
      note: 'Arbejder i to kommuner og skal vælge',
    },
    { name: 'Pia Storgaard', role: 'municipalAnalyst', at: 'forvaltning', note: 'Nabokommunens analytiker: må intet se fra Lillekøbing' },
  ],
  [association.id]: [
    {
      name: 'Inger Villadsen',
      role: 'secretariat',
      at: 'sekretariat',
      note: 'Foreningens sekretariat: skriver spørgsmål, udgiver faktaark og nyheder; ingen persondata',
    },
    { name: 'Otto Ravn', role: 'researcher', at: 'sekretariat', note: 'Forsker' },
    {
      name: 'Nadia Bjerre',
      role: 'interventionProvider',
      at: 'sekretariat',
      note: 'Indsatsudbyder: skriver faktaark og sender dem til gennemsyn',
    },
    { name: 'Steen Abildgaard', role: 'expertReviewer', at: 'sekretariat', note: 'Faglig bedømmer: godkender faktaark og spørgsmål' },
  ],
}

/** Municipal roles that every municipality has somebody for. */
const everywhere: readonly Role[] = [
  'municipalAdmin',
  'municipalAnalyst',
  'leadHealthVisitor',
  'healthVisitor',
  'dataProtectionOfficer',
  'politicalReader',
]

/**
 * Accounts of a town: the named people, a leader for every institution, a teacher for every school class
 * that has none yet, and somebody in every municipal role. Empty where nobody is registered.
 */
export function staffOf(town: Town): readonly Account[] {
  const { plan } = town
  if (!plan.hasPeople) return []
  let running = 0
  const makeAccount = (employee: Named): Account => {
    running += 1
    const userId = employee.userId ?? userIdOf(employee.name, plan.id, running)
    return {
      id: idOf('account', plan.id, userId, employee.role),
      personId: idOf('employee', plan.id, userId),
      userId,
      name: employee.name,
      role: employee.role,
      institutionKey: employee.at,
      institutionIds: institutionBound.includes(employee.role) ? [institutionId(plan.id, employee.at)] : [],
      classIds: town.thisYear
        .filter((one) => (one.institutionKey === employee.at && employee.classes?.includes(one.name)) || hasChildrenOf(employee, one))
        .map(({ id }) => id),
      note: employee.note,
      isOneFactor: employee.isOneFactor ?? false,
    }
  }
  const known = (named[plan.id] ?? []).map(makeAccount)
  const led = new Set(known.filter(({ role }) => role === 'teacher').flatMap(({ classIds }) => classIds))
  const leaders =
    plan.id === association.id
      ? []
      : town.institutions.filter(
          ({ kind, key }) => isLed(kind) && !known.some((one) => one.role === 'institutionLeader' && one.institutionKey === key),
        )
  const others: Named[] = [
    ...missingRoles(plan, known).map((role) => someone(plan, `role ${role}`, role, 'forvaltning', [])),
    ...leaders.map(({ key }) => someone(plan, `leader of ${key}`, 'institutionLeader', key, [])),
    ...town.thisYear
      .filter((one) => isSchoolClass(one) && !led.has(one.id))
      .map((one) => someone(plan, `teacher of ${one.institutionKey} ${one.name}`, 'teacher', one.institutionKey, [one.name])),
  ]
  return [...known, ...others.map(makeAccount)]
}

function hasChildrenOf({ has = [] }: Named, { institutionKey, grade, name }: TownClass): boolean {
  return has.includes(`${institutionKey} ${name}`) || has.includes(`${institutionKey} ${grade}.`)
}

function missingRoles(plan: MunicipalityPlan, known: readonly Account[]): readonly Role[] {
  return plan.id === association.id ? [] : everywhere.filter((role) => !known.some((one) => one.role === role))
}

/** The health visitors and the youth service are led from the administration. */
function isLed(kind: string): boolean {
  return kind === 'school' || kind === 'daycare' || kind === 'youthEducation'
}

function isSchoolClass(group: TownClass): boolean {
  return group.grade !== null
}

function someone(plan: MunicipalityPlan, what: string, role: Role, at: string, classes: readonly string[]): Named {
  return { name: adultName(chance(`${plan.id}|${what}`)), role, at, classes, note: '' }
}

export function adultName(draw: Chance): string {
  return `${draw.pick(draw.happens(0.6) ? womanNames : manNames)} ${draw.pick(surnames)}`
}

/** `Åse Lund`, the 12th of municipality 881: `aase1012`. The digits begin with the municipality's last. */
function userIdOf(name: string, municipalityId: number, running: number): string {
  const letters = name
    .toLowerCase()
    .replaceAll('å', 'aa')
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'oe')
    .replaceAll('é', 'e')
    .replaceAll('ü', 'u')
    .replace(/[^a-z]/g, '')
  return `${letters.slice(0, 4)}${municipalityId % 10}${String(running).padStart(3, '0')}`
}

/** What a login service knows about somebody; the shape its stand-in reads. */
export type LoginPerson = {
  readonly uniid: string
  readonly name: string
  readonly role: Role
  readonly aktoerGruppe: 'Medarbejder' | 'Elev' | 'Kontaktperson'
  readonly institutionNumbers: readonly string[]
  readonly municipality: string
  readonly note: string
  readonly assurance?: 'Low' | 'Substantial'
  readonly isVouchedByAdult?: boolean
  /** By which other logins; left out where there is none. */
  readonly logins?: OtherLogins
}

/** People the login service knows and the platform does not, or not well enough. */
const withoutAccess: readonly LoginPerson[] = [
  {
    uniid: 'frid0001',
    name: 'Frida Klausen',
    role: 'teacher',
    aktoerGruppe: 'Medarbejder',
    institutionNumbers: ['881001'],
    municipality: 'Lillekøbing',
    note: 'Står i ingen liste: har ingen adgang',
    logins: {
      contextHandler: {
        cvr: cvrOf(lillekoebing),
        organisation: 'Lillekøbing Kommune',
        uuid: contextHandlerUuid(lillekoebing.id, 'frid0001'),
        privileges: [{ role: 'laerer_paedagog', constraints: { institution: '881001' } }],
      },
      own: { employeeId: employeeIdOf('frid0001'), departments: ['881001'] },
    },
  },
  {
    uniid: 'bodi0003',
    name: 'Bodil Lauridsen',
    role: 'parent',
    aktoerGruppe: 'Kontaktperson',
    institutionNumbers: ['881001'],
    municipality: 'Lillekøbing',
    note: 'Mor uden barn i BørnUngeLiv: har ingen adgang',
    logins: loginsOfCitizen('6511794004'),
  },
  {
    uniid: 'ulla0006',
    name: 'Ulla Damgaard',
    role: 'institutionLeader',
    aktoerGruppe: 'Medarbejder',
    institutionNumbers: ['889001'],
    municipality: 'En kommune, der ikke er med',
    note: 'Leder en skole, som BørnUngeLiv ikke kender: har ingen adgang',
    logins: {
      contextHandler: {
        cvr: cvrOf({ id: 889 }),
        organisation: 'En kommune, der ikke er med',
        uuid: contextHandlerUuid(889, 'ulla0006'),
        privileges: [{ role: 'skoleleder', constraints: { institution: '889001' } }],
      },
    },
  },
  {
    uniid: 'elev0005',
    name: 'Sille Frandsen',
    role: 'pupil',
    aktoerGruppe: 'Elev',
    institutionNumbers: ['881001'],
    municipality: 'Lillekøbing',
    note: 'Elev, som en voksen har sagt god for i UNI-Login: kommer ikke ind med det alene',
    assurance: 'Low',
    isVouchedByAdult: true,
  },
]

/** Staff in the example roster files who have no account before the file is imported. */
export const rosterNewcomers: readonly {
  readonly userId: string
  readonly name: string
  readonly institutionNumber: string
  readonly className: string
}[] = [{ userId: 'nann0002', name: 'Nanna Hedegaard', institutionNumber: '881009', className: '6.A' }]

/** Everybody one can pick at the stand-in of the login service: the people with a note first. */
export function listLoginPeople(towns: readonly { readonly town: Town; readonly staff: readonly Account[] }[]): readonly LoginPerson[] {
  const byUser = new Map<string, LoginPerson>()
  for (const { town, staff } of towns) {
    for (const account of staff) {
      const number = town.institutions.find(({ key }) => key === account.institutionKey)?.number
      const before = byUser.get(account.userId)
      byUser.set(account.userId, {
        uniid: account.userId,
        name: account.name,
        role: account.role,
        aktoerGruppe: actorGroupOf(account.role),
        institutionNumbers: [...(before?.institutionNumbers ?? []), ...(number === undefined ? [] : [number])],
        municipality: before === undefined ? town.plan.name : `${before.municipality} og ${town.plan.name}`,
        note: account.note || describe(account, town),
        ...(account.isOneFactor ? { assurance: 'Low' as const } : {}),
        ...loginsPart(before?.logins ?? loginsOf(town.plan, account, number ?? '')),
        // A pupil's password alone opens no named answers: these have a MitID, which one can have from 13.
        ...(actorGroupOf(account.role) === 'Elev' ? { assurance: 'Substantial' as const } : {}),
      })
    }
  }
  const newcomers = rosterNewcomers.map(({ userId, name, institutionNumber }): LoginPerson => ({
    uniid: userId,
    name,
    role: 'teacher',
    aktoerGruppe: 'Medarbejder',
    institutionNumbers: [institutionNumber],
    municipality: lillekoebing.name,
    note: 'Ny lærer: har adgang, når eksempelfilen med medarbejdere er lagt ind',
  }))
  const everybody = [...byUser.values()]
  const isSuggested = ({ uniid }: LoginPerson) => towns.some(({ staff }) => staff.some((one) => one.userId === uniid && one.note !== ''))
  return [...everybody.filter(isSuggested), ...newcomers, ...withoutAccess, ...everybody.filter((person) => !isSuggested(person))]
}

/** Of somebody who works in two municipalities, those of the first: Context Handler asks for one of them. */
function loginsOf(plan: MunicipalityPlan, account: Account & { readonly cpr?: string }, institutionNumber: string): OtherLogins {
  return account.cpr === undefined
    ? loginsOfEmployee(plan, { ...account, institutionNumber })
    : loginsOfCitizen(account.cpr, { isLow: account.isOneFactor })
}

function loginsPart(logins: OtherLogins): Pick<LoginPerson, 'logins'> {
  return Object.keys(logins).length === 0 ? {} : { logins }
}

/** What UNI-Login calls somebody in this role. */
function actorGroupOf(role: Role): LoginPerson['aktoerGruppe'] {
  return role === 'parent' ? 'Kontaktperson' : role === 'pupil' || role === 'youngPerson' ? 'Elev' : 'Medarbejder'
}

/** "Klasselærer for 5.B, Havbrinkskolen", from what the account says. */
function describe(account: Account, town: Town): string {
  const institution = town.institutions.find(({ key }) => key === account.institutionKey)?.name ?? ''
  const classes = town.thisYear.filter(({ id }) => account.classIds.includes(id)).map(({ name }) => name)
  if (account.role === 'teacher') return `Klasselærer for ${classes.join(' og ')}, ${institution}`
  if (account.role === 'institutionLeader') return `Leder af ${institution}`
  return ''
}

/** All plans whose people can sign in. */
export const populated: readonly MunicipalityPlan[] = places.filter(({ hasPeople }) => hasPeople)
