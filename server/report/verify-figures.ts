/** Counts a survey's figures through: its chain, link by link, and every total anew from the atoms. Reads only. */
import { createHash } from 'node:crypto'
import { findSurveyToSeal } from '#database/disclosure.ts'
import {
  type FigureHead,
  listAllPlaces,
  listFigureHeads,
  listFigureLinks,
  listFigureTotals,
  listSealedTurnout,
  type WrittenLink,
} from '#database/figure-chain.ts'
import type { Doors, Tx } from '#database/transaction.ts'
import { agrees, type Anchor, checkEnd, type Finding, followLink, type Followed, noHash, unfollowed } from '#domain/audit/chain.ts'
import { encodeLink, type FigureLink } from '#domain/disclosure/chain.ts'
import { checkTotals, checkTurnout, type TotalFault } from '#domain/disclosure/verify.ts'
import type { SplitSex } from '#domain/disclosure/atom.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'

export type FigureVerification = {
  readonly municipalityId: number
  readonly surveyId: string
  /** Links that are what they were, from the first. */
  readonly good: bigint
  readonly totals: number
  readonly finding: Finding<FigureLink> | undefined
  readonly faults: readonly TotalFault[]
}

/** The ends of all chains of a municipality. */
export function readFigureHeads(doors: Doors, municipalityId: number): Promise<readonly FigureHead[]> {
  return asVerifier(doors, municipalityId, listFigureHeads)
}

/** Every survey of a municipality; also one that only an anchor knows. */
export async function verifyFigures(
  doors: Doors,
  municipalityId: number,
  anchors: readonly Anchor[] = [],
): Promise<readonly FigureVerification[]> {
  const own = anchors.filter((anchor) => anchor.municipalityId === municipalityId && anchor.surveyId !== undefined)
  const heads = await readFigureHeads(doors, municipalityId)
  const surveys = new Set([...heads.map(({ surveyId }) => surveyId), ...own.flatMap(({ surveyId }) => surveyId ?? [])])
  const verified: FigureVerification[] = []
  for (const surveyId of surveys)
    verified.push(
      await verifySurvey(
        doors,
        municipalityId,
        surveyId,
        own.filter((anchor) => anchor.surveyId === surveyId),
      ),
    )
  return verified
}

/** Somebody may seal meanwhile: then it is read again, and what was read between two sealings is compared. */
async function verifySurvey(
  doors: Doors,
  municipalityId: number,
  surveyId: string,
  anchors: readonly Anchor[],
): Promise<FigureVerification> {
  for (let tries = 1; ; tries++) {
    const read = await asVerifier(doors, municipalityId, async (tx) => {
      const before = await headOf(tx, surveyId)
      const [links, totals, turnout] = [
        await listFigureLinks(tx, surveyId),
        await listFigureTotals(tx, surveyId),
        await listSealedTurnout(tx, surveyId),
      ]
      const survey = await findSurveyToSeal(tx, surveyId)
      const questionnaire = survey && (await publishedQuestionnaire(tx, survey.questionnaire)).questionnaire
      const places = await listAllPlaces(tx, surveyId)
      return { before, links, totals, turnout, questionnaire, places, after: await headOf(tx, surveyId) }
    })
    const { before, after, links, totals, turnout, questionnaire, places } = read
    if (before.seq !== after.seq && tries < 5) continue
    const { good, finding } = followAll(links, { before, after }, anchors)
    const atoms = links.flatMap(({ kind, unit, sex, numbers }) =>
      kind === 'atom' && unit !== null ? [{ unit, sex: sex as SplitSex | null, counts: numbers.split(',').map(Number) }] : [],
    )
    const faults = questionnaire ? [...checkTotals(questionnaire, atoms, totals, places), ...checkTurnout(turnout, places)] : []
    return { municipalityId, surveyId, good, totals: totals.length, finding, faults }
  }
}

async function headOf(tx: Tx, surveyId: string): Promise<FigureHead> {
  return (await listFigureHeads(tx)).find((head) => head.surveyId === surveyId) ?? { surveyId, seq: 0n, hash: noHash }
}

function followAll(
  links: readonly WrittenLink[],
  heads: { readonly before: FigureHead; readonly after: FigureHead },
  anchors: readonly Anchor[],
): Pick<FigureVerification, 'good' | 'finding'> {
  let followed: Followed<FigureLink> = unfollowed
  for (const written of links) {
    // What is not kept beside a link is what it was hashed after: the hash of the one before.
    const link = { ...written, previous: followed.last?.hash ?? noHash }
    const step = followLink(followed, link, (one) => createHash('sha256').update(encodeLink(one)).digest('hex'))
    if ('fault' in step) return { good: followed.good, finding: step }
    if (anchors.some((anchor) => anchor.seq === link.seq && !agrees(anchor, link)))
      return { good: followed.good, finding: { fault: 'anchor-differs', row: link, seq: link.seq } }
    followed = step
  }
  const end = followed.last?.seq ?? 0n
  const isCut = anchors.some(({ seq }) => seq > end)
  const finding = checkEnd(followed, heads) ?? (isCut ? { fault: 'truncated' as const, row: followed.last, seq: end } : undefined)
  return { good: followed.good, finding }
}

function asVerifier<R>(doors: Doors, municipalityId: number, work: (tx: Tx) => Promise<R>): Promise<R> {
  return doors.as({ municipalityId, role: 'verifier' }, 'sealer', work, { readOnly: true })
}
