/**
 * What the invented municipalities tell each other, what the association tells all, and what four
 * administrations in Lillekøbing say about one school's report. Nothing of it is about a child.
 */
import {
  insertComment,
  insertNetworkAnswer,
  insertNetworkQuestion,
  insertTask,
  type News,
  saveNews,
  saveReferencePerson,
} from '#database/network.ts'
import type { Doors, Tx } from '#database/transaction.ts'
import type { Role } from '#domain/access/actor.ts'
import { addDays } from '#domain/calendar/calendar.ts'
import { subjectKey } from '#domain/network/discussion.ts'
import type { Topic } from '#domain/network/topic.ts'
import { idOf } from './identifier.ts'
import { association, lillekoebing } from './place.ts'
import { type Account, staffOf } from './staff.ts'
import { institutionId, type Town } from './town.ts'
import { surveyId } from './waves.ts'

type Person = {
  readonly at: number
  readonly role: Role
  readonly topic: Topic
  readonly title: string
  readonly about: string
}

const people: readonly Person[] = [
  {
    at: 881,
    role: 'healthVisitor',
    topic: 'earlyChildhood',
    title: 'Sundhedsplejerske',
    about: 'Vi spørger alle familier før besøget ved 8-10 måneder. Kan fortælle om brevet, og om hvad der fik flere til at svare.',
  },
  {
    at: 881,
    role: 'municipalAnalyst',
    topic: 'reports',
    title: 'Sundhedskonsulent',
    about: 'Har lavet to siders oplæg til byrådet af kommunens rapport tre år i træk.',
  },
  { at: 881, role: 'eduPsychologist', topic: 'plus', title: 'PPR-psykolog', about: 'Bruger PLUS før, under og efter en indsats.' },
  {
    at: 882,
    role: 'municipalAnalyst',
    topic: 'participation',
    title: 'Trivselskonsulent',
    about: 'Vi gik fra 61 til 84 procent på mellemtrinnet ved at lægge lektionen i samme uge på alle skoler.',
  },
  { at: 882, role: 'leadHealthVisitor', topic: 'school', title: 'Ledende sundhedsplejerske', about: 'Samtaler i 5. klasse efter behov.' },
  {
    at: 883,
    role: 'municipalAnalyst',
    topic: 'youth',
    title: 'Ungekonsulent',
    about: 'Unge uden for uddannelse: hvem vi nåede, og hvordan.',
  },
  {
    at: 883,
    role: 'dataProtectionOfficer',
    topic: 'dataProtection',
    title: 'Databeskyttelsesrådgiver',
    about: 'Konsekvensanalyse og aftaler med skoler, også de frie.',
  },
  {
    at: 884,
    role: 'leadHealthVisitor',
    topic: 'planning',
    title: 'Ledende sundhedsplejerske',
    about: 'Årshjul fælles for skole og sundhedspleje.',
  },
]

type Exchange = {
  readonly key: string
  readonly at: number
  readonly role: Role
  readonly topic: Topic
  readonly title: string
  readonly body: string
  readonly isNamed: boolean
  readonly daysAgo: number
  readonly answers: readonly {
    readonly at: number
    readonly role: Role
    readonly body: string
    readonly isNamed: boolean
    readonly daysAgo: number
  }[]
}

const exchanges: readonly Exchange[] = [
  {
    key: 'parents',
    at: 882,
    role: 'municipalAnalyst',
    topic: 'participation',
    title: 'Hvordan får I forældre til børn i daginstitution til at svare?',
    body: 'Vi har 14 institutioner og ligger på 40 procent. Brevet går ud på Aula. Vi har prøvet at minde om det to gange.',
    isNamed: true,
    daysAgo: 19,
    answers: [
      {
        at: 881,
        role: 'leadHealthVisitor',
        body: 'Hos os sagde pædagogen det ved aflevering, og så gav vi et kort med QR i garderoben. Det flyttede mere end to påmindelser. Næste gang begynder vi med det.',
        isNamed: true,
        daysAgo: 17,
      },
      {
        at: 883,
        role: 'municipalAnalyst',
        body: 'Vi oversatte brevet til de tre sprog, flest taler hjemme. Det hjalp i de institutioner, hvor svarprocenten var lavest.',
        isNamed: false,
        daysAgo: 12,
      },
    ],
  },
  {
    key: 'noise',
    at: 881,
    role: 'institutionLeader',
    topic: 'interventions',
    title: 'Har nogen gjort noget ved larm i klassen, som kunne ses året efter?',
    body: 'Mellemtrinnet hos os siger, at der er larm i mange timer. Vi leder efter noget, som lærerne kan gøre selv, før vi river vægge ned.',
    isNamed: false,
    daysAgo: 9,
    answers: [
      {
        at: 882,
        role: 'leadHealthVisitor',
        body: 'To af vores skoler aftalte faste begyndelser på timen i alle klasser. Efter et år var forskellen ikke sikker på den ene skole og tydelig på den anden. Begge er blevet ved.',
        isNamed: false,
        daysAgo: 5,
      },
    ],
  },
  {
    key: 'youth',
    at: 884,
    role: 'municipalAnalyst',
    topic: 'youth',
    title: 'Hvem inviterer I til ungeundersøgelsen, når de ikke går i skole?',
    body: 'Ungeindsatsen kender nogle, jobcenteret andre. Hvordan undgår I, at den samme bliver spurgt to gange?',
    isNamed: false,
    daysAgo: 3,
    answers: [],
  },
]

const news: readonly (Omit<News, 'id' | 'shownOn'> & { readonly key: string; readonly daysAgo: number })[] = [
  {
    key: 'early-childhood',
    daysAgo: 6,
    isPublished: true,
    texts: {
      da: {
        title: 'Småbørn er klar til alle kommuner',
        body: 'Forældre til børn på 8-10 måneder og 2-7 år kan nu svare, før sundhedsplejersken kommer. Spørgsmålene er prøvet i tre kommuner, og svarene læses kun af sundhedsplejen.\n\nI kan invitere én familie ad gangen, og I kan se spørgsmålene, før I beslutter jer.',
      },
      en: {
        title: 'Early childhood is ready for all municipalities',
        body: 'Parents of children aged 8-10 months and 2-7 years can now answer before the health visitor comes. The questions were tried in three municipalities, and only the health service reads the answers.\n\nYou can invite one family at a time, and see the questions before you decide.',
      },
    },
  },
  {
    key: 'templates',
    daysAgo: 20,
    isPublished: true,
    texts: {
      da: {
        title: 'Nye skabeloner: ét møde for fire forvaltninger',
        body: 'I arkivet ligger nu en dagsorden, som skole, sundhedspleje, PPR og socialforvaltning kan bruge, når de læser en rapport sammen. Den tager halvanden time og ender med højst tre opgaver.',
      },
      en: {
        title: 'New templates: one meeting for four administrations',
        body: 'The archive now has an agenda that school, health service, PPR and social services can use when they read a report together. It takes an hour and a half and ends with three tasks at most.',
      },
    },
  },
  {
    key: 'meeting',
    daysAgo: 41,
    isPublished: true,
    texts: {
      da: {
        title: 'Netværksmøde for referencepersoner',
        body: 'Årets møde holdes i februar. Programmet laver vi af de spørgsmål, I stiller hinanden her på siden.',
      },
      en: null,
    },
  },
  {
    key: 'core',
    daysAgo: 0,
    isPublished: false,
    texts: {
      da: {
        title: 'Forslag til ændringer i de fælles spørgsmål',
        body: 'Kladde: Hvilke spørgsmål skal alle stille fra næste skoleår? Kommunerne kan komme med forslag frem til marts.',
      },
      en: null,
    },
  },
]

/** Written once; does nothing where the association's first piece of news is there already. */
export async function writeNetwork(doors: Doors, towns: readonly Town[], today: string): Promise<void> {
  const staff = new Map(towns.map((town) => [town.plan.id, staffOf(town)]))
  const somebody = (at: number, role: Role) => staff.get(at)?.find((one) => one.role === role)
  const seed = (municipalityId: number, work: (tx: Tx) => Promise<void>) =>
    doors.asSystem('seeding the invented world', { municipalityId, login: 'staff' }, work)
  const moment = (daysAgo: number, hour = 9) => new Date(`${addDays(today, -daysAgo)}T${String(hour).padStart(2, '0')}:12:00Z`)

  let isThere = false
  await seed(association.id, async (tx) => {
    const known = await tx
      .selectFrom('common.news')
      .select('id')
      .where('municipalityId', '=', tx.municipalityId)
      .where('id', '=', idOf('news', news[0]?.key ?? ''))
      .executeTakeFirst()
    isThere = known !== undefined
    if (isThere) return
    for (const { key, daysAgo, ...item } of news)
      await saveNews(tx, { ...item, id: idOf('news', key), shownOn: addDays(today, -daysAgo) }, moment(daysAgo))
  })
  if (isThere) return

  for (const town of towns) {
    const at = town.plan.id
    await seed(at, async (tx) => {
      for (const { role, topic, title, about } of people.filter((person) => person.at === at)) {
        const account = somebody(at, role)
        if (!account) continue
        await saveReferencePerson(tx, {
          id: idOf('reference person', at, role, topic),
          accountId: account.id,
          topic,
          name: account.name,
          title,
          contact: `${account.userId}@${town.plan.name.toLowerCase().replaceAll('ø', 'oe').replaceAll('å', 'aa').replaceAll('æ', 'ae').replaceAll(' ', '')}.example`,
          about,
          isPublished: true,
          changedAt: moment(30),
        })
      }
      for (const { key, role, topic, title, body, isNamed, daysAgo } of exchanges.filter((exchange) => exchange.at === at)) {
        const account = somebody(at, role)
        if (!account) continue
        await insertNetworkQuestion(tx, {
          id: idOf('network question', key),
          accountId: account.id,
          topic,
          title,
          body,
          authorName: isNamed ? account.name : null,
          askedAt: moment(daysAgo),
        })
      }
      for (const { key, at: asker, answers } of exchanges) {
        for (const answer of answers.filter((one) => one.at === at)) {
          const account = somebody(at, answer.role)
          if (!account) continue
          await insertNetworkAnswer(tx, {
            id: idOf('network answer', key, at),
            accountId: account.id,
            questionMunicipalityId: asker,
            questionId: idOf('network question', key),
            body: answer.body,
            authorName: answer.isNamed ? account.name : null,
            answeredAt: moment(answer.daysAgo, 11),
          })
        }
      }
      if (at === lillekoebing.id) await writeDiscussion(tx, town, staff.get(at) ?? [], today, moment)
    })
  }
}

const school = 'moellebakken'

/** School, health service, PPR and social services about last year's report of Møllebakkens Skole. */
async function writeDiscussion(
  tx: Tx,
  town: Town,
  staff: readonly Account[],
  today: string,
  moment: (daysAgo: number, hour?: number) => Date,
): Promise<void> {
  const institution = institutionId(town.plan.id, school)
  const subject = subjectKey({
    kind: 'report',
    surveyId: surveyId(town.plan.id, town.lastYear[0]?.schoolYear ?? 0),
    unit: `institution:${institution}`,
  })
  const of = (role: Role) => staff.find((one) => one.role === role && (role !== 'institutionLeader' || one.institutionKey === school))
  const said: readonly (readonly [Role, number, string])[] = [
    ['institutionLeader', 13, 'Vi læser rapporten på ledelsesmødet på torsdag. Hvad ser I fra jeres sted, som vi ikke kan se?'],
    ['healthVisitor', 12, 'Søvn går igen. Det passer med det, mange forældre selv tager op, når vi holder oplæg i 5. klasse.'],
    ['eduPsychologist', 11, 'Det, der går godt, er fællesskabet i klasserne. Lad os begynde mødet med det.'],
    ['socialWorker', 8, 'Vi kan være med den sidste halve time, hvis I lægger den efter klokken 15.'],
  ]
  for (const [role, daysAgo, body] of said) {
    const account = of(role)
    if (!account) continue
    await insertComment(tx, {
      id: idOf('comment', role),
      subject,
      institutionId: institution,
      accountId: account.id,
      body,
      writtenAt: moment(daysAgo, 8),
    })
  }
  const given: readonly (readonly [Role, number, string])[] = [
    ['healthVisitor', 12, 'Tag et oplæg om søvn med til forældremødet i 5. årgang'],
    ['eduPsychologist', 20, 'Læg to datoer frem for et fælles møde om rapporten'],
    ['institutionLeader', 26, 'Fortæl elevrådet, hvad de sagde, og hvad skolen gør'],
  ]
  const leader = of('institutionLeader')
  for (const [role, inDays, title] of given) {
    const account = of(role)
    if (!account || !leader) continue
    await insertTask(tx, {
      id: idOf('task', role),
      subject,
      institutionId: institution,
      createdBy: leader.id,
      assigneeId: account.id,
      title,
      dueOn: addDays(today, inDays),
      createdAt: moment(7, 10),
    })
  }
}
