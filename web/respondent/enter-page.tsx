/** Kom ind: the class's code and one's own. Remembers nothing. */
import { useState } from 'react'
import { Button } from '#web/design/button/button.tsx'
import { CodeField } from '#web/design/code-field/code-field.tsx'
import { Notice } from '#web/design/notice/notice.tsx'
import { type Codes, codeLength } from './fragment.ts'
import { Frame, Heading, Languages, Product, type Speech } from './frame.tsx'
import type { EnterFault } from './journey.ts'
import type { TextKey } from './words.ts'

const faultTexts = {
  unknown: ['enter.unknown', 'enter.unknown.text'],
  closed: ['enter.closed', 'enter.closed.text'],
  tooMany: ['enter.tooMany', 'enter.tooMany.text'],
  offline: ['enter.offline', 'enter.offline.text'],
  defect: ['enter.defect', 'enter.defect.text'],
} as const satisfies Record<EnterFault, readonly [TextKey, TextKey]>

type EnterPageProps = Speech & { start: Codes; isBusy: boolean; fault: EnterFault | null; onEnter: (codes: Codes) => void }

export function EnterPage({ start, isBusy, fault, onEnter, ...speech }: EnterPageProps) {
  const { t } = speech
  const [code, setCode] = useState(start.code)
  const [slip, setSlip] = useState(start.slip)
  const [isTried, setTried] = useState(false)

  const missing = (typed: string) =>
    isTried && typed.length < codeLength ? t('enter.short', { count: codeLength - typed.length }) : undefined
  const enter = () => {
    const wrong = code.length < codeLength ? 'code' : slip.length < codeLength ? 'slip' : null
    setTried(wrong !== null)
    if (wrong) document.getElementById(wrong)?.focus()
    else onEnter({ code, slip })
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
        {fault && (
          <Notice kind={fault === 'unknown' || fault === 'defect' ? 'danger' : 'warning'} isLive title={t(faultTexts[fault][0])}>
            {t(faultTexts[fault][1])}
          </Notice>
        )}
        <CodeField id="code" label={t('enter.code')} help={t('enter.code.help')} error={missing(code)} value={code} onChange={setCode} />
        <CodeField id="slip" label={t('enter.slip')} help={t('enter.slip.help')} error={missing(slip)} value={slip} onChange={setSlip} />
        <Button type="submit" size="large" isBusy={isBusy}>
          {t('enter.go')}
        </Button>
      </form>
    </Frame>
  )
}
