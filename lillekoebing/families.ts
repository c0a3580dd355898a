/** Families who can sign in: parents with custody, pupils, and a young person who decides alone. */
import { insertAccounts, subjectIndex } from '#database/access.ts'
import { insertPersons } from '#database/identity.ts'
import type { Keyring } from '#database/keyring.ts'
import type { Tx } from '#database/transaction.ts'
import { writeDay } from '#domain/calendar/calendar.ts'
import { decidesFrom } from '#domain/consent/age-rules.ts'
import { idOf } from './identifier.ts'
import { insertRows } from './insert-rows.ts'
import { lillekoebing } from './place.ts'
import type { Account } from './staff.ts'
import type { Pupil, Town } from './town.ts'

/** A child by where it sits: its class, and its place in the class's list. */
export type Seat = { readonly institutionKey: string; readonly className: string; readonly place: number }

/** Not asked yet: whoever demonstrates decides, and answers. */
export const undecided: Seat = { institutionKey: 'moellebakken', className: '0.A', place: 2 }
/** The elder child of the same parent, who has answered by name and wants to talk. */
export const answeredInEighth: Seat = { institutionKey: 'moellebakken', className: '8.A', place: 4 }
/** Whose father has answered for the child. */
export const answeredAtStart: Seat = { institutionKey: 'moellebakken', className: '0.B', place: 4 }
const notAnswered: Seat = { institutionKey: 'moellebakken', className: '8.B', place: 0 }
/** In a grade that nobody asks this year. */
const notAsked: Seat = { institutionKey: 'moellebakken', className: '3.A', place: 1 }

/** Not invited yet: an infant whose parents live in two homes, and a young person outside education. */
export const infant: Seat = { institutionKey: 'sundhedsplejen', className: 'Distrikt Nord', place: 23 }
const outsideEducation: Seat = { institutionKey: 'ungeindsatsen', className: 'Unge uden for uddannelse', place: 30 }
/** Outside education too, invited, and without a sign-in of the demonstration's. */
export const withoutLogin: Seat = { institutionKey: 'ungeindsatsen', className: 'Unge uden for uddannelse', place: 6 }

/** Whose name and address are protected: one that a health visitor has, one that a teacher hands a slip to. */
export const protectedSeats: readonly Seat[] = [
  { institutionKey: 'moellebakken', className: '8.B', place: 3 },
  { institutionKey: 'moellebakken', className: '5.B', place: 1 },
]

export type Citizen = Account & {
  readonly family: readonly { readonly pupilId: string; readonly pupilPersonId: string; readonly relation: 'custody' | 'self' }[]
  /** Invented, as `town.ts` makes them: sixty is added to the day. MitID knows a citizen by it. */
  readonly cpr: string
  /** Somebody of their own, or the pupil's person that is there already. */
  readonly isNew: boolean
}

/** Citizens with a sign-in; only Lillekøbing has any. */
export function citizensOf(town: Town): readonly Citizen[] {
  if (town.plan.id !== lillekoebing.id) return []
  const eighth = pupilAt(town, answeredInEighth)
  const turning = turningFifteen(town)
  return [
    parent(
      town,
      'Mette',
      'mett1901',
      '7403844002',
      [pupilAt(town, undecided), eighth],
      'Mor til to: skal tage stilling for den yngste og svare; ser, hvem der har set den ældstes svar',
    ),
    parent(
      town,
      'Kasper',
      'kasp1902',
      '8209814003',
      [pupilAt(town, answeredAtStart)],
      'Far: har svaret ved skolestart, ser egne svar, kan trække samtykket tilbage',
    ),
    parent(
      town,
      'Sanne',
      'sann1907',
      '7706834007',
      [pupilAt(town, answeredAtStart)],
      'Mor til samme barn i det andet hjem: ser, at der er svaret, og ikke hvad faren har svaret',
    ),
    parent(
      town,
      'Birgitte',
      'birg1908',
      '6411794009',
      [turning],
      `Mor til en i 9.A, som fylder 15 ${writeDay(decidesFrom(turning.bornOn) ?? turning.bornOn, 'da')}: så bestemmer den unge selv`,
    ),
    {
      ...parent(
        town,
        'Jens',
        'jens1906',
        '7012824005',
        [pupilAt(town, notAsked)],
        'Far, hvis login kun er på niveau Lav: kommer ikke ind, heller ikke med MitID',
      ),
      isOneFactor: true,
    },
    parent(
      town,
      'Line',
      'line1911',
      '7107914010',
      [pupilAt(town, infant)],
      'Mor til en på fem måneder: får en besked, når sundhedsplejersken har inviteret, og svarer fra sin egen side',
    ),
    parent(
      town,
      'Oleh',
      'oleh1912',
      '6203894011',
      [pupilAt(town, infant)],
      'Far til samme barn i det andet hjem: læser ukrainsk, får sin egen besked, og ser ikke, om moren har svaret',
    ),
    own(town, eighth, 'pupil', 'elev1903', 'Elev i 8.A: har svaret i sundhedssporet, ser egne svar'),
    own(town, pupilAt(town, notAnswered), 'pupil', 'elev1904', 'Elev i 8.B, som ikke har svaret endnu'),
    own(town, turning, 'pupil', 'elev1909', 'Elev i 9.A, som snart fylder 15: spørges så selv'),
    own(
      town,
      pupilAt(town, outsideEducation),
      'youngPerson',
      'ungu1910',
      'Ung uden for uddannelse: får en besked, når nogen har inviteret, og svarer uden navn',
    ),
    own(town, ofAge(town), 'youngPerson', 'ungp1905', 'Ung på 15 i 9.A: bestemmer selv over sit samtykke'),
  ]
}

/** Writes the accounts, and who has custody of whom. */
export async function writeCitizens(tx: Tx, keyring: Keyring, issuer: string, town: Town): Promise<void> {
  const citizens = citizensOf(town)
  await insertPersons(
    tx,
    keyring,
    citizens.filter(({ isNew }) => isNew).map(({ personId, name, cpr }) => ({ id: personId, name, cpr })),
  )
  await insertAccounts(
    tx,
    keyring,
    citizens.map((citizen) => ({ ...citizen, subjectIndex: subjectIndex(keyring, tx.municipalityId, issuer, citizen.userId) })),
  )
  const family = citizens.flatMap((citizen) => citizen.family.map((tie) => ({ ...tie, personId: citizen.personId })))
  await insertRows(tx, 'identity.family', {
    person_id: { type: 'uuid', values: family.map(({ personId }) => personId) },
    pupil_id: { type: 'uuid', values: family.map(({ pupilId }) => pupilId) },
    pupil_person_id: { type: 'uuid', values: family.map(({ pupilPersonId }) => pupilPersonId) },
    relation: { type: 'text', values: family.map(({ relation }) => relation) },
  })
}

export function pupilAt(town: Town, { institutionKey, className, place }: Seat): Pupil {
  const group = town.thisYear.find((one) => one.institutionKey === institutionKey && one.name === className)
  const pupil = town.pupils.filter(({ classId }) => classId === group?.id)[place]
  if (!pupil) throw new Error(`nobody sits at place ${place} of ${className}`)
  return pupil
}

/** The youngest of 9.A: the last there to turn 15. Their mother has said yes, and nothing is answered. */
export function turningFifteen(town: Town): Pupil {
  const group = town.thisYear.find(({ institutionKey, name }) => institutionKey === 'moellebakken' && name === '9.A')
  const youngest = town.pupils
    .filter(({ classId }) => classId === group?.id)
    .toSorted((one, other) => (one.bornOn < other.bornOn ? 1 : -1))[0]
  if (!youngest) throw new Error('nobody is in 9.A')
  return youngest
}

/** The eldest of 9.A: fifteen whatever the day of the school year. */
function ofAge(town: Town): Pupil {
  const group = town.thisYear.find(({ institutionKey, name }) => institutionKey === 'moellebakken' && name === '9.A')
  const pupils = town.pupils.filter(({ classId }) => classId === group?.id).toSorted((one, other) => (one.bornOn < other.bornOn ? -1 : 1))
  if (!pupils[0]) throw new Error('nobody is in 9.A')
  return pupils[0]
}

function parent(town: Town, firstName: string, userId: string, cpr: string, children: readonly Pupil[], note: string): Citizen {
  const surname = children[0]?.name.split(' ').slice(1).join(' ') ?? ''
  return {
    ...accountOf(town, children, userId, note),
    id: idOf('account', town.plan.id, userId, 'parent'),
    personId: idOf('citizen', town.plan.id, userId),
    name: `${firstName} ${surname}`,
    role: 'parent',
    cpr,
    isNew: true,
    family: children.map(({ id, personId }) => ({ pupilId: id, pupilPersonId: personId, relation: 'custody' })),
  }
}

function own(town: Town, pupil: Pupil, role: 'pupil' | 'youngPerson', userId: string, note: string): Citizen {
  return {
    ...accountOf(town, [pupil], userId, note),
    id: idOf('account', town.plan.id, userId, role),
    personId: pupil.personId,
    name: pupil.name,
    role,
    cpr: pupil.cpr,
    isNew: false,
    family: [{ pupilId: pupil.id, pupilPersonId: pupil.personId, relation: 'self' }],
  }
}

function accountOf(town: Town, children: readonly Pupil[], userId: string, note: string) {
  const institutionIds = [...new Set(children.map(({ institutionId }) => institutionId))]
  return {
    userId,
    note,
    institutionIds,
    institutionKey: town.institutions.find(({ id }) => id === institutionIds[0])?.key ?? '',
    classIds: [],
    isOneFactor: false,
  }
}
