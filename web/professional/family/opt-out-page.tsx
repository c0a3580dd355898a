/**
 * A no without a login, with the code of the information letter. The code comes in the address's fragment, which no
 * browser sends to a server, and is taken out of it at once; or it is typed.
 */
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { OptOutLetter } from '#api/family.ts'
import { api, ProblemError } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { cleanCode } from '../../design/code-field/code.ts'
import { CodeField } from '../../design/code-field/code-field.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { useWords } from '../language.tsx'
import { Page } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { aboutAddress } from '../survey/about-address.ts'
import styles from './family-page.module.css'

const codeLength = 14

/** What stood behind `#d=`, once. */
function takeCode(): string {
  const code = cleanCode(/^#d=(.+)$/.exec(location.hash)?.[1] ?? '', codeLength)
  if (location.hash !== '') history.replaceState(null, '', location.pathname)
  return code
}

export function OptOutPage() {
  const { t } = useWords()
  const [code, setCode] = useState('')
  const [letter, setLetter] = useState<OptOutLetter | null>(null)
  const [isMissing, setMissing] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<Error | null>(null)

  const ask = async (call: () => Promise<OptOutLetter>) => {
    setBusy(true)
    setError(null)
    try {
      setLetter(await call())
    } catch (caught) {
      setError(caught instanceof Error ? caught : new Error('unknown'))
    }
    setBusy(false)
  }
  const open = (given: string) => void ask(() => api.openOptOut({ body: { code: given } }))
  // A letter's QR code brings its code along, and is used once.
  const brought = useRef<string | null>(null)
  useEffect(() => {
    if (brought.current !== null) return
    brought.current = takeCode()
    if (brought.current === '') return
    setCode(brought.current)
    open(brought.current)
  }, [])

  if (letter)
    return (
      <Letter letter={letter} isBusy={isBusy} error={error} onSay={(isOut) => void ask(() => api.sayNoByCode({ body: { code, isOut } }))} />
    )
  return (
    <Page title={t('optOut.enter.title')} tab={t('optOut.tab')} lead={t('optOut.enter.lead')}>
      <form
        className={styles.decide}
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          if (code.length < codeLength) return setMissing(true)
          open(code)
        }}
      >
        <CodeField
          label={t('optOut.enter.code')}
          value={code}
          length={codeLength}
          error={isMissing ? t('optOut.enter.missing') : undefined}
          onChange={(typed) => {
            setCode(typed)
            setMissing(false)
          }}
        />
        {error !== null && <Refused error={error} />}
        <div>
          <Button type="submit" isBusy={isBusy}>
            {t('optOut.enter.go')}
          </Button>
        </div>
      </form>
    </Page>
  )
}

type LetterProps = {
  readonly letter: OptOutLetter
  readonly isBusy: boolean
  readonly error: Error | null
  readonly onSay: (isOut: boolean) => void
}

function Letter({ letter, isBusy, error, onSay }: LetterProps) {
  const { t, period } = useWords()
  const [said, setSaid] = useState<boolean | null>(null)
  const place = useRef<HTMLDivElement>(null)
  const { title, className, institution, isOut, isAhead, decides } = letter
  const isLate = error instanceof ProblemError && error.problem === 'response-already-submitted'
  const maySay = isAhead && decides === 'custodyHolder'
  // The form is gone: the reader is moved to what the code is for.
  useEffect(() => place.current?.querySelector<HTMLElement>('h1')?.focus(), [])
  const heading = !isAhead
    ? t('optOut.over.title')
    : decides === 'self'
      ? t('optOut.own.title')
      : t(isOut ? 'optOut.title.out' : 'optOut.title', { title })
  return (
    <div ref={place}>
      <Page title={heading} tab={t('optOut.tab')} lead={t('optOut.lead', { class: className, institution })}>
        {maySay ? (
          <>
            {said !== null && error === null && !isBusy && (
              <Notice kind="success" isLive title={t(isOut ? 'optOut.saved.out' : 'optOut.saved.in')} />
            )}
            {isLate && <Notice kind="warning" isLive title={t('family.survey.late')} />}
            {error !== null && !isLate && <Refused error={error} />}
            <div className={styles.before}>
              <p>{t('optOut.when.draft', { period: period(letter.opensOn, letter.closesOn) })}</p>
              <p>{t('optOut.until')}</p>
              <p>{t('optOut.consequence')}</p>
            </div>
            <div className="cluster">
              <Button
                look={isOut ? 'secondary' : 'primary'}
                isBusy={isBusy}
                onClick={() => {
                  setSaid(!isOut)
                  onSay(!isOut)
                }}
              >
                {t(isOut ? 'optOut.yes' : 'optOut.no')}
              </Button>
              <LinkButton look="quiet" href={aboutAddress(letter.municipalityId, letter.surveyId)} iconAfter="forward">
                {t('optOut.about')}
              </LinkButton>
            </div>
          </>
        ) : (
          <p>{t(isAhead ? 'optOut.own' : 'optOut.over')}</p>
        )}
      </Page>
    </div>
  )
}
