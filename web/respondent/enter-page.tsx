/** Kom ind: the class's code and one's own, or what a letter brought. Remembers nothing. */
import { type ReactNode, useEffect, useState } from 'react'
import { Button } from '#web/design/button/button.tsx'
import { CodeField } from '#web/design/code-field/code-field.tsx'
import { Notice } from '#web/design/notice/notice.tsx'
import { type Codes, codeLength, linkLength, noCodes } from './fragment.ts'
import { Frame, Heading, Languages, Product, type Speech } from './frame.tsx'
import type { EnterFault } from './journey.ts'
import type { TextKey } from './words.ts'

const faultTexts = {
  unknown: ['enter.unknown', 'enter.unknown.text'],
  elsewhere: ['enter.elsewhere', 'enter.elsewhere.text'],
  paused: ['enter.paused', 'enter.paused.text'],
  offline: ['enter.offline', 'enter.offline.text'],
  defect: ['enter.defect', 'enter.defect.text'],
} as const satisfies Record<EnterFault, readonly [TextKey, TextKey]>

type EnterPageProps = Speech & {
  start: Codes
  /** One field for what a letter brought, instead of two codes. */
  isByLink: boolean
  isBusy: boolean
  fault: EnterFault | null
  /** What waits on this machine, whoever's it is. */
  notice: ReactNode
  onEnter: (codes: Codes) => void
  onOtherWay: () => void
}

export function EnterPage({ start, isByLink, isBusy, fault: given, notice, onEnter, onOtherWay, ...speech }: EnterPageProps) {
  const { t } = speech
  const hasLine = useHasLine()
  const fault = given ?? (hasLine ? null : 'offline')
  const [code, setCode] = useState(start.link || start.code)
  const [slip, setSlip] = useState(start.slip)
  const [isTried, setTried] = useState(false)

  const length = isByLink ? linkLength : codeLength
  const missing = (typed: string, whole: number) =>
    isTried && typed.length < whole ? t('enter.short', { count: whole - typed.length }) : undefined
  const enter = () => {
    const wrong = code.length < length ? 'code' : !isByLink && slip.length < codeLength ? 'slip' : null
    setTried(wrong !== null)
    if (wrong) document.getElementById(wrong)?.focus()
    else onEnter(isByLink ? { ...start, link: code } : { ...noCodes, code, slip })
  }

  return (
    <Frame top={<Product t={t} />} tools={<Languages {...speech} />}>
      <form
        className="enter"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!isBusy) enter()
        }}
      >
        <Heading>{t('enter.title')}</Heading>
        {notice}
        {fault && (
          <Notice kind={fault === 'unknown' || fault === 'defect' ? 'danger' : 'warning'} isLive title={t(faultTexts[fault][0])}>
            {t(faultTexts[fault][1])}
          </Notice>
        )}
        <CodeField
          id="code"
          length={length}
          label={t('enter.code')}
          help={t('enter.code.help')}
          error={missing(code, length)}
          value={code}
          onChange={setCode}
        />
        {!isByLink && (
          <CodeField
            id="slip"
            label={t('enter.slip')}
            help={t('enter.slip.help')}
            error={missing(slip, codeLength)}
            value={slip}
            onChange={setSlip}
          />
        )}
        <Button type="submit" size="large" isBusy={isBusy}>
          {t('enter.go')}
        </Button>
        <Button look="quiet" onClick={onOtherWay}>
          {t(isByLink ? 'enter.byCode' : 'enter.byLink')}
        </Button>
      </form>
    </Frame>
  )
}

/** What the browser says of its line; a yes promises nothing. */
function useHasLine(): boolean {
  const [hasLine, setHasLine] = useState(navigator.onLine)
  useEffect(() => {
    const look = () => setHasLine(navigator.onLine)
    addEventListener('online', look)
    addEventListener('offline', look)
    // It may have gone after the page was drawn and before anybody listened.
    look()
    return () => {
      removeEventListener('online', look)
      removeEventListener('offline', look)
    }
  }, [])
  return hasLine
}
