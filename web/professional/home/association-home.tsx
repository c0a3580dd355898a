/** Those who work for the municipalities together, and those from outside who write and review. */
import { may } from '#domain/access/policy.ts'
import type { Me } from '#api/session.ts'
import type { Output } from '../../client.ts'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { addresses } from '../shell/navigation.ts'
import { Home, type Line, Lines } from './frame.tsx'
import { useBankLines } from './bank-lines.ts'
import { useFromOthers } from './from-others.ts'
import { useInstrumentLines } from './instrument-lines.ts'

const ownSheets = `${addresses.intervention}/mine`
const sheetsInReview = `${addresses.intervention}/gennemsyn`

/** News to publish, fact sheets to look through, questions nobody has answered. */
export function SecretariatHome({ me }: { readonly me: Me }) {
  const { t, counted, day } = useWords()
  const news = useRead('listNewsToEdit', undefined)
  const sheets = useRead('listInterventionsInReview', undefined, { isEnabled: may(me, 'intervention.review') })
  const others = useFromOthers(me)
  const instruments = useInstrumentLines(me)
  const drafts = (news.data ?? []).filter(({ isPublished }) => !isPublished)
  const bank = useBankLines(me)
  const waiting: readonly Line[] = [
    ...instruments,
    ...bank,
    ...sheetLines(useSheetWords(), sheets.data ?? []),
    ...drafts.map((item): Line => ({
      key: item.id,
      title: t('home.secretariat.news', { title: item.texts.da.title }),
      detail: t('home.secretariat.news.text', { date: day(item.shownOn) }),
      href: `${addresses.news}/${item.id}`,
      action: t('home.others.open'),
    })),
  ]
  return (
    <Home me={me} title={waiting.length > 0 ? counted('home.title.waiting', waiting.length) : t('home.title.nothing')}>
      <Lines heading={t('home.tasks')} lines={waiting} isFirst />
      <Lines heading={t('home.questions')} lines={others.questions} isFirst={waiting.length === 0} />
      {waiting.length === 0 && others.questions.length === 0 && (
        <EmptyState
          title={t('home.secretariat.empty.title')}
          action={<LinkButton href={`${addresses.news}/ny`}>{t('newsroom.write')}</LinkButton>}
        >
          {t('home.secretariat.empty')}
        </EmptyState>
      )}
    </Home>
  )
}

/** Fact sheets and questions that wait for a judgement from outside. */
export function ReviewerHome({ me }: { readonly me: Me }) {
  const { t, counted } = useWords()
  const sheets = useRead('listInterventionsInReview', undefined)
  const bank = useBankLines(me)
  const waiting = [
    ...bank,
    ...sheetLines(
      useSheetWords(),
      (sheets.data ?? []).filter(({ isSignedOff }) => !isSignedOff),
    ),
  ]
  return (
    <Home me={me} title={waiting.length > 0 ? counted('home.reviewer.title', waiting.length) : t('home.title.nothing')}>
      <Lines heading={t('home.tasks')} lines={waiting} isFirst />
      {waiting.length === 0 && (
        <EmptyState
          title={t('home.reviewer.empty.title')}
          action={<LinkButton href={addresses.intervention}>{t('home.toInspiration')}</LinkButton>}
        >
          {t('home.reviewer.empty')}
        </EmptyState>
      )}
    </Home>
  )
}

/** One's own fact sheets: those sent back first, then those not sent yet. */
export function ProviderHome({ me }: { readonly me: Me }) {
  const { t, counted, language } = useWords()
  const sheets = useRead('listOwnInterventions', undefined)
  const waiting = (sheets.data ?? [])
    .filter(({ state }) => state === 'draft')
    .map((version): Line => {
      const isReturned = version.steps.at(-1)?.step === 'returned'
      return {
        key: version.id,
        title: version.sheet.texts[language].title || version.sheet.texts.da.title || t('home.provider.untitled'),
        detail: t(isReturned ? 'home.provider.returned' : 'home.provider.draft'),
        href: `${ownSheets}/${version.id}`,
        action: t('home.provider.continue'),
      }
    })
  const inReview = (sheets.data ?? []).filter(({ state }) => state === 'inReview').length
  return (
    <Home
      me={me}
      title={
        waiting.length > 0
          ? counted('home.provider.title', waiting.length)
          : inReview > 0
            ? counted('home.provider.inReview', inReview)
            : t('home.title.nothing')
      }
    >
      <Lines heading={t('home.tasks')} lines={waiting} isFirst more={{ href: ownSheets, words: t('home.provider.write') }} />
      {waiting.length === 0 && (
        <EmptyState title={t('home.provider.empty.title')} action={<LinkButton href={ownSheets}>{t('home.provider.write')}</LinkButton>}>
          {t('home.provider.empty')}
        </EmptyState>
      )}
    </Home>
  )
}

/** Nothing can be applied for yet, and the page says so. */
export function ResearcherHome({ me }: { readonly me: Me }) {
  const { t } = useWords()
  return (
    <Home me={me} title={t('home.researcher.title')}>
      <EmptyState title={t('home.researcher.how')} action={<LinkButton href="/kontakt">{t('shell.footer.contact')}</LinkButton>}>
        {t('home.researcher.text')}
      </EmptyState>
    </Home>
  )
}

type SheetWords = (version: Output<'listInterventionsInReview'>[number]) => Omit<Line, 'key' | 'href'>

function useSheetWords(): SheetWords {
  const { t, moment, language } = useWords()
  return (version) => ({
    title: t('home.sheet', { title: version.sheet.texts[language].title || version.sheet.texts.da.title }),
    detail: t(version.isSignedOff ? 'home.sheet.signedOff' : 'home.sheet.waits', { date: moment(version.changedAt) }),
    action: t('home.sheet.action'),
  })
}

function sheetLines(words: SheetWords, versions: Output<'listInterventionsInReview'>): readonly Line[] {
  return versions.map((version) => ({ key: version.id, href: `${sheetsInReview}/${version.id}`, ...words(version) }))
}
