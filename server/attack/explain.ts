/** What the attack found, in words for a data protection officer: units by their keys, so that the account itself names nobody. */
import type { Learnt } from '#domain/disclosure/attack/learnt.ts'
import type { QuestionAttack } from './attack-ledger.ts'

type Range = readonly [number, number]

function explain({ question, minimum, learnt, shrunk, isCutShort, unsolved }: QuestionAttack): readonly string[] {
  return [
    ...learnt.map((one) => `  ${question}: ${sentence(one, minimum)}`),
    ...shrunk.map(
      ({ unit, split, from, to }) =>
        `  ${question}: tallet for ${unit}${parts[split] ?? ''} gik fra ${from} til ${to}. Forskellen er ${from - to}, der er taget ud, og deres svar kan regnes ud.`,
    ),
    ...(isCutShort ? [`  ${question}: der var for mange små grupper til at prøve dem alle.`] : []),
    ...(unsolved > 0
      ? [`  ${question}: ${unsolved} regnestykker var for store eller tog for lang tid. Der er tallene kun prøvet hver for sig.`]
      : []),
  ]
}

const parts: Readonly<Record<string, string>> = { female: ', piger', male: ', drenge' }

function sentence({ kind, about, people, categories, count }: Learnt, minimum: number): string {
  const group = shortened(about)
  const answer = categories.map((one) => `"${one}"`).join(' eller ')
  switch (kind) {
    case 'exact':
      return `det kan regnes ud, at præcis ${count[0]} af ${range(people)} svarede ${answer}. Det er under grænsen på ${minimum}. Gruppen: ${group}`
    case 'nearly':
      return `det kan regnes ud, at ${range(count)} af ${range(people)} svarede ${answer}. Det er under grænsen på ${minimum}. Gruppen: ${group}`
    case 'everybody':
      return `det kan regnes ud, at så godt som alle ${range(people)} svarede ${answer}. Det afslører dem, uanset hvor mange de er. Gruppen: ${group}`
    case 'tooFew':
      return `der er vist et tal for ${range(people)} svar. Grænsen er ${minimum}. Gruppen: ${group}`
    case 'contradiction':
      return 'tallene kan ikke alle være rigtige for de samme børn. Nogen er taget ud eller ændret, efter at tallet var vist.'
  }
}

function range([least, most]: Range): string {
  return least === most ? `${least}` : `${least} til ${most}`
}

/** A group that many cells make up is told by its first. */
function shortened(about: readonly string[]): string {
  const [first, second, ...others] = about
  return [first, second, ...(others.length > 0 ? [`og ${others.length} til`] : [])].filter((one) => one !== undefined).join(' + ')
}

/** Per wave, and at last what it comes to. */
export function explainAll(attacks: readonly QuestionAttack[]): { readonly lines: readonly string[]; readonly isLearnt: boolean } {
  const waves = Map.groupBy(attacks, ({ wave }) => wave)
  const isLearnt = attacks.some(({ learnt, shrunk }) => learnt.length + shrunk.length > 0)
  const lines = [...waves].flatMap(([wave, some]) => {
    const told = some.reduce((sum, one) => sum + one.lines, 0)
    const found = some.flatMap(explain)
    const head = `Undersøgelse ${wave}: ${some.length} spørgsmål, ${told} tal`
    return [head, ...(found.length === 0 ? ['  Intet kunne læres om færre, end grænsen tillader.'] : found)]
  })
  const unknown = [...new Set(attacks.flatMap(({ isUnknown, question }) => (isUnknown ? [question] : [])))]
  return {
    isLearnt,
    lines: [
      ...lines,
      '',
      ...(unknown.length > 0
        ? [`Ukendte spørgsmål, som kun er prøvet mod den laveste grænse: ${unknown.join(', ')}. Giv deres skema med --questionnaire.`]
        : []),
      isLearnt
        ? 'Der kunne læres noget, som ikke måtte kunne læres: se docs/how-to/attack-your-own-figures.md for, hvad I gør nu.'
        : 'Intet kunne læres: ingen gruppe under grænsen, ingen hvor alle har svaret det samme følsomme, ingen snævre tal.',
    ],
  }
}
