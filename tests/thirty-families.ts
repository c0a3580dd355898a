/**
 * Thirty invented families on one day, and who is written to about each, worked out by hand: what the rule, the database
 * and the senders must agree on. Nobody here exists; the numbers end in 99 and two digits, which nobody has.
 */
import type { Asked, FamilyTie, Reach } from '#domain/invitation/receivers.ts'
import type { Receiver } from '#domain/invitation/invitation.ts'
import { birthDay } from '#domain/organisation/cpr.ts'
import type { RespondentLanguage } from '#domain/text/text.ts'

/** The day of all of it; two of the young people have their birthday, or have it tomorrow. */
export const theDay = '2026-11-23'
const [yesterday, tomorrow] = ['2026-11-22', '2026-11-24']

export type Human = {
  readonly name: string
  /** Null where nobody knows it. */
  readonly cpr: string | null
  readonly isProtected?: true
  readonly email?: string
  readonly phone?: string
  readonly isPhoneProtected?: true
  readonly street?: string
  readonly isAddressProtected?: true
  readonly language?: RespondentLanguage
  readonly isErased?: true
  /** Works for the municipality too. */
  readonly isTeacher?: true
}
export type Grown = Human & { readonly relation?: 'foster'; readonly from?: string; readonly until?: string }

/** Which survey asks: parents by name and without, a class without names and by name, young people outside education. */
export const askedIn = {
  parentsByName: { questionnaire: 'foraeldre-indskoling', track: 'health', respondent: 'parent', grade: 1, className: '1.A' },
  parents: { questionnaire: 'foraeldre-2-7-aar', track: 'statistics', respondent: 'parent', grade: null, className: 'Rød stue' },
  class: { questionnaire: 'mellemtrin', track: 'statistics', respondent: 'pupil', grade: 5, className: '5.A' },
  classByName: { questionnaire: 'udskoling', track: 'health', respondent: 'pupil', grade: 8, className: '8.A' },
  young: { questionnaire: 'unge', track: 'statistics', respondent: 'youngPerson', grade: null, className: 'Nord' },
} as const
export type AskedIn = keyof typeof askedIn

export type Family = {
  readonly what: string
  readonly asked: AskedIn
  readonly children: readonly Human[]
  readonly grownUps: readonly Grown[]
  readonly answered?: true
  readonly declined?: true
  readonly saidNo?: 'letter' | 'parent' | 'self'
  readonly consent?: 'given' | 'refused'
  /** `who · as · channels, best first · language · by post or by hand`, in the order of children and grown-ups. */
  readonly expected: readonly string[]
}

let count = 0
/** Somebody with everything: mail, a mobile telephone, an address. */
function all(name: string, cpr: string | null, more: Partial<Grown> = {}): Grown {
  count += 1
  return { name, cpr, email: `post${count}@mail.example`, phone: `20 00 00 ${10 + count}`, street: `Opfundvej ${count}`, ...more }
}
const child = (name: string, cpr: string | null = '0505199901', more: Partial<Human> = {}): Human => ({ name, cpr, ...more })
const every = 'digitalPost email sms letter'

export const thirtyFamilies: readonly Family[] = [
  {
    what: 'a mother alone, of whom everything is known',
    asked: 'parentsByName',
    children: [child('Alma Alrø', '0505199901')],
    grownUps: [all('Anja Alrø', '0101859901')],
    expected: [`Anja Alrø · custodyHolder · ${every} · da · post`],
  },
  {
    what: 'two parents in one home',
    asked: 'parentsByName',
    children: [child('Bo Brix', '0605199902')],
    grownUps: [all('Bente Brix', '0101859902', { street: 'Fællesvej 2' }), all('Børge Brix', '0101849903', { street: 'Fællesvej 2' })],
    expected: [`Bente Brix · custodyHolder · ${every} · da · post`, `Børge Brix · custodyHolder · ${every} · da · post`],
  },
  {
    what: 'two homes: both are written to',
    asked: 'parentsByName',
    children: [child('Carl Colding', '0705199903')],
    grownUps: [all('Ceci Colding', '0101859904'), all('Claus Colding', '0101849905')],
    expected: [`Ceci Colding · custodyHolder · ${every} · da · post`, `Claus Colding · custodyHolder · ${every} · da · post`],
  },
  {
    what: 'nobody has custody: nobody is written to',
    asked: 'parentsByName',
    children: [child('Dina Dam', '0805199904')],
    grownUps: [],
    expected: [],
  },
  {
    what: 'custody ended: today is the first day without',
    asked: 'parentsByName',
    children: [child('Ebbe Ek', '0905199905')],
    grownUps: [all('Else Ek', '0101859906'), all('Emil Ek', '0101849907', { from: '2020-01-01', until: theDay })],
    expected: [`Else Ek · custodyHolder · ${every} · da · post`],
  },
  {
    what: 'custody begins tomorrow, and another ends then: today is today',
    asked: 'parentsByName',
    children: [child('Freja Falk', '1005199906')],
    grownUps: [all('Fie Falk', '0101859908', { from: tomorrow }), all('Finn Falk', '0101849909', { from: '2020-01-01', until: tomorrow })],
    expected: [`Finn Falk · custodyHolder · ${every} · da · post`],
  },
  {
    what: 'a parent whose name and address are protected: Digital Post, and a letter handed over',
    asked: 'parentsByName',
    children: [child('Gry Gade', '1105199907')],
    grownUps: [all('Gitte Gade', '0101859910', { isProtected: true })],
    expected: ['Gitte Gade · custodyHolder · digitalPost letter · da · hand'],
  },
  {
    what: 'a telephone number that is protected is not used',
    asked: 'parentsByName',
    children: [child('Hugo Holk', '1205199908')],
    grownUps: [all('Hanne Holk', '0101859911', { isPhoneProtected: true })],
    expected: ['Hanne Holk · custodyHolder · digitalPost email letter · da · post'],
  },
  {
    what: 'no letter goes to an address that is protected',
    asked: 'parentsByName',
    children: [child('Ida Iversen', '1305199909')],
    grownUps: [all('Inge Iversen', '0101859912', { isAddressProtected: true })],
    expected: [`Inge Iversen · custodyHolder · ${every} · da · hand`],
  },
  {
    what: 'a protected child: nothing is posted to either home',
    asked: 'parentsByName',
    children: [child('Jens Juul', '1405199910', { isProtected: true })],
    grownUps: [all('Jytte Juul', '0101859913'), all('Jørn Juul', '0101849914')],
    expected: [`Jytte Juul · custodyHolder · ${every} · da · hand`, `Jørn Juul · custodyHolder · ${every} · da · hand`],
  },
  {
    what: 'foster parents of a child asked by name hear nothing before somebody with custody has agreed',
    asked: 'parentsByName',
    children: [child('Karl Krag', '1505199911')],
    grownUps: [all('Karen Krag', '0101859915'), all('Kirsten Ladefoss', '0101759916', { relation: 'foster' })],
    expected: [`Karen Krag · custodyHolder · ${every} · da · post`],
  },
  {
    what: 'agreed to: foster parents answer too, by the link in an envelope, for they have no page to sign in to',
    asked: 'parentsByName',
    children: [child('Lise Lind', '1605199912')],
    grownUps: [all('Lone Lind', '0101859917'), all('Leif Mark', '0101759918', { relation: 'foster' })],
    consent: 'given',
    expected: [`Lone Lind · custodyHolder · ${every} · da · post`, 'Leif Mark · fosterParent · digitalPost letter · da · post'],
  },
  {
    what: 'twins: about each of them',
    asked: 'parentsByName',
    children: [child('Mads Munk', '1705199913'), child('Mille Munk', '1705199914')],
    grownUps: [all('Mona Munk', '0101859919')],
    expected: [`Mona Munk · custodyHolder · ${every} · da · post`, `Mona Munk · custodyHolder · ${every} · da · post`],
  },
  {
    what: 'a parent who works here is a parent like any other',
    asked: 'parentsByName',
    children: [child('Nora Nygård', '1805199915')],
    grownUps: [all('Nina Nygård', '0101859920', { isTeacher: true })],
    expected: [`Nina Nygård · custodyHolder · ${every} · da · post`],
  },
  {
    what: 'a parent who has been erased is nobody',
    asked: 'parentsByName',
    children: [child('Ove Odder', '1905199916')],
    grownUps: [all('Olga Odder', '0101859921', { isErased: true }), all('Otto Odder', '0101849922')],
    expected: [`Otto Odder · custodyHolder · ${every} · da · post`],
  },
  {
    what: 'of a child who has been erased nobody hears',
    asked: 'parentsByName',
    children: [child('Pia Prip', '2005199917', { isErased: true })],
    grownUps: [all('Petra Prip', '0101859923')],
    expected: [],
  },
  {
    what: 'two languages in one family',
    asked: 'parentsByName',
    children: [child('Rami Rasul', '2105199918')],
    grownUps: [all('Rana Rasul', '0101859924', { language: 'ar' }), all('Roksana Rasul', '0101849925', { language: 'uk' })],
    expected: [`Rana Rasul · custodyHolder · ${every} · ar · post`, `Roksana Rasul · custodyHolder · ${every} · uk · post`],
  },
  {
    what: 'a CPR number and nothing else',
    asked: 'parentsByName',
    children: [child('Sofus Skov', '2205199919')],
    grownUps: [{ name: 'Sanne Skov', cpr: '0101859926' }],
    expected: ['Sanne Skov · custodyHolder · digitalPost letter · da · hand'],
  },
  {
    what: 'a replacement number opens no mailbox',
    asked: 'parentsByName',
    children: [child('Tea Toft', '2305199920')],
    grownUps: [all('Tanja Toft', '6101859927')],
    expected: ['Tanja Toft · custodyHolder · email sms letter · da · post'],
  },
  {
    what: 'answered: nobody hears any more',
    asked: 'parentsByName',
    children: [child('Ulla Ulv', '2405199921')],
    grownUps: [all('Ursula Ulv', '0101859928')],
    answered: true,
    expected: [],
  },
  {
    what: 'said no: nobody hears any more',
    asked: 'parentsByName',
    children: [child('Vera Vang', '2505199922')],
    grownUps: [all('Vibeke Vang', '0101859929')],
    declined: true,
    expected: [],
  },
  {
    what: 'parents asked without a name sign in to the way in, or have it in a letter; foster parents by the letter alone, at once',
    asked: 'parents',
    children: [child('Yrsa Ynde', '0505229923')],
    grownUps: [all('Yvonne Ynde', '0101859930'), all('Yrja Zink', null, { relation: 'foster' })],
    expected: ['Yvonne Ynde · custodyHolder · digitalPost email sms letter · da · post', 'Yrja Zink · fosterParent · letter · da · post'],
  },
  {
    what: 'a class of eleven-year-olds: who decides is told, and a foster parent decides nothing',
    asked: 'class',
    children: [child('Anker Agger', '0505159924', { phone: '20 00 00 99', email: 'anker@mail.example' })],
    grownUps: [all('Asta Agger', '0101859931'), all('Aksel Bach', '0101759932', { relation: 'foster' })],
    expected: [`Asta Agger · custodyHolder · ${every} · da · post`],
  },
  {
    what: 'the family has said no by the code of its letter',
    asked: 'class',
    children: [child('Bodil Bech', '0505159925')],
    grownUps: [all('Birthe Bech', '0101859933')],
    saidNo: 'letter',
    expected: [],
  },
  {
    what: 'asked by name in class, fifteen tomorrow: both parents, for any of them may decide',
    asked: 'classByName',
    children: [child('Cleo Coch', '2411119926', { phone: '20 00 00 98' })],
    grownUps: [all('Camilla Coch', '0101859934'), all('Casper Coch', '0101849935')],
    expected: [`Camilla Coch · custodyHolder · ${every} · da · post`, `Casper Coch · custodyHolder · ${every} · da · post`],
  },
  {
    what: 'one of two parents has consented: there is nothing left to decide',
    asked: 'classByName',
    children: [child('David Dahl', '0505129927')],
    grownUps: [all('Dorte Dahl', '0101859936'), all('Dan Dahl', '0101849937')],
    consent: 'given',
    expected: [],
  },
  {
    what: 'young, fifteen tomorrow: whoever has custody is written to, by what they can pass on',
    asked: 'young',
    children: [child('Elin Eriks', '2411119928', { phone: '20 00 00 97', street: 'Ungvej 1' })],
    grownUps: [all('Eva Eriks', '0101859938')],
    expected: ['Eva Eriks · custodyHolder · digitalPost letter · da · post'],
  },
  {
    what: 'fifteen today, and a parent said no while the child was fourteen: the young person decides, and is written to',
    asked: 'young',
    children: [child('Frida Friis', '2311119929', { phone: '20 00 00 96', street: 'Ungvej 2' })],
    grownUps: [all('Filippa Friis', '0101859939')],
    saidNo: 'parent',
    expected: ['Frida Friis · self · digitalPost sms letter · da · post'],
  },
  {
    what: 'eighteen today, though the roster still tells of custody; and twenty-four, outside education, protected',
    asked: 'young',
    children: [
      child('Gustav Gram', '2311089930', { street: 'Ungvej 3' }),
      child('Gerda Gram', '0505029931', { street: 'Ungvej 3', isProtected: true, language: 'en' }),
    ],
    grownUps: [all('Grethe Gram', '0101759940', { from: yesterday })],
    expected: ['Gustav Gram · self · digitalPost letter · da · post', 'Gerda Gram · self · digitalPost letter · en · hand'],
  },
  {
    what: 'outside education and without a number: a letter that somebody hands over',
    asked: 'young',
    children: [child('Hassan Hadi', null, { language: 'ar' })],
    grownUps: [],
    expected: ['Hassan Hadi · self · letter · ar · hand'],
  },
]

/** How a receiver is written in the table. */
export function written({ as, channels, language, isPostable }: Receiver, name: string): string {
  return `${name} · ${as} · ${channels.join(' ')} · ${language} · ${isPostable ? 'post' : 'hand'}`
}

/** Each child of a family as the rule is asked about it, people by their names. */
export function askedOf(family: Family): readonly Asked[] {
  const { track, respondent } = askedIn[family.asked]
  return family.children.map((own) => ({
    pupilId: own.name,
    track,
    respondent,
    decision: family.answered ? 'answered' : family.declined ? 'declined' : 'undecided',
    consent: track === 'health' ? { decides: 'custodyHolder', decision: family.consent ?? 'none', hasAnswered: false } : undefined,
    said: family.saidNo ? [family.saidNo] : [],
    isProtected: own.isProtected ?? false,
    self: reachOf(own),
    ties: family.grownUps.map((grown): FamilyTie => ({
      relation: grown.relation ?? 'custody',
      validFrom: grown.from ?? '1900-01-01',
      validUntil: grown.until ?? null,
      reach: reachOf(grown),
    })),
  }))
}

function reachOf(human: Human): Reach | undefined {
  if (human.isErased) return undefined
  const isOpen = !human.isProtected
  return {
    personId: human.name,
    bornOn: human.cpr === null ? undefined : birthDay(human.cpr),
    hasCpr: human.cpr !== null && Number(human.cpr.slice(0, 2)) <= 31,
    hasEmail: isOpen && human.email !== undefined,
    hasMobile: isOpen && human.phone !== undefined && !human.isPhoneProtected,
    hasAddress: isOpen && human.street !== undefined && !human.isAddressProtected,
    // Kept with how somebody is reached, and read whether or not that is protected.
    language: human.language ?? null,
  }
}
