/** What a page shows while the server is asked, and when it does not answer. */
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ProblemError } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { Spinner } from '../../design/spinner/spinner.tsx'
import { useWords } from '../language.tsx'
import { addresses } from './navigation.ts'
import { Page } from './page.tsx'
import { Refused } from './refused.tsx'

type LoadedProps<T> = { readonly query: UseQueryResult<T, Error>; readonly children: (data: T) => ReactNode }

function isMissing(error: Error): boolean {
  return (
    error instanceof ProblemError &&
    (error.problem === 'not-found' ||
      error.problem === 'not-allowed' ||
      error.problem === 'report-no-such-unit' ||
      error.problem === 'wrong-input')
  )
}

/** The whole page waits for one answer. The wait is shown when it has lasted 300 ms. */
export function LoadedPage<T>({ query, children }: LoadedProps<T>) {
  const { t } = useWords()
  if (query.data !== undefined) {
    return (
      <>
        {query.error !== null && <Stale query={query} />}
        {children(query.data)}
      </>
    )
  }
  if (query.error === null) return <WaitingPage />
  if (isMissing(query.error)) return <MissingPage />
  return (
    <Page title={t('shell.failed.title')}>
      <Refused error={query.error} onRetry={() => void query.refetch()} />
    </Page>
  )
}

/** A page that is on its way. It has a heading like any other, for those who go by headings. */
export function WaitingPage() {
  const { t } = useWords()
  return (
    <>
      <h1 className="visually-hidden">{t('shell.waiting')}</h1>
      <Spinner label={t('shell.waiting')} />
    </>
  )
}

/** A part of a page waits for one answer. */
export function Loaded<T>({ query, children }: LoadedProps<T>) {
  const { t } = useWords()
  if (query.data !== undefined) return children(query.data)
  return query.error === null ? (
    <Spinner label={t('shell.waiting')} />
  ) : (
    <Refused error={query.error} onRetry={() => void query.refetch()} />
  )
}

/** The last answer is shown, and it is said that it is the last. */
function Stale<T>({ query }: { readonly query: UseQueryResult<T, Error> }) {
  const { t } = useWords()
  return (
    <Notice
      kind="warning"
      title={t('shell.stale')}
      isLive
      actions={
        <Button look="secondary" size="small" isBusy={query.isFetching} onClick={() => void query.refetch()}>
          {t('shell.retry')}
        </Button>
      }
    />
  )
}

/** For an address that leads nowhere, or to something this person may not see: the two are not told apart. */
export function MissingPage() {
  const { t } = useWords()
  return (
    <Page
      title={t('shell.missing.title')}
      lead={t('shell.missing.text')}
      actions={<LinkButton href={addresses.home}>{t('shell.missing.home')}</LinkButton>}
    />
  )
}
