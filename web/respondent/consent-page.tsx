/** Samtykke, from 15: whether somebody may read the answers by name, asked before the first of them is given. */
import { useState } from 'react'
import { Button } from '#web/design/button/button.tsx'
import { Notice } from '#web/design/notice/notice.tsx'
import { Radios } from '#web/design/radios/radios.tsx'
import { Frame, Heading, Languages, type Speech } from './frame.tsx'
import type { Visit } from './journey.ts'
import type { Consent } from './send.ts'

type ConsentPageProps = Speech & {
  visit: Visit
  onBack: () => void
  /** False when the line is down: then nothing has been decided. */
  onDecide: (decision: Consent) => Promise<boolean>
}

const decisions = ['given', 'refused', 'declined'] as const satisfies readonly Consent[]

export function ConsentPage({ visit, onBack, onDecide, ...speech }: ConsentPageProps) {
  const { t } = speech
  const [chosen, setChosen] = useState<Consent | null>(null)
  const [state, setState] = useState<'ready' | 'unchosen' | 'busy' | 'failed'>('ready')

  return (
    <Frame top={visit.about.title} tools={<Languages {...speech} />}>
      <form
        className="question"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (state === 'busy') return
          if (chosen === null) return setState('unchosen')
          setState('busy')
          void onDecide(chosen).then((isDone) => isDone || setState('failed'))
        }}
      >
        <Radios
          label={<Heading>{t('consent.title')}</Heading>}
          help={t('consent.lead')}
          error={state === 'unchosen' ? t('consent.choose') : undefined}
          options={decisions.map((decision) => ({ value: decision, label: t(`consent.${decision}`), help: t(`consent.${decision}.help`) }))}
          value={chosen}
          onChange={(value) => {
            setChosen(value as Consent)
            setState('ready')
          }}
        />
        {state === 'failed' && <Notice kind="warning" isLive title={t('consent.failed')} />}
        <nav className="way">
          <Button look="secondary" size="large" icon="back" onClick={onBack}>
            {t('question.back')}
          </Button>
          <Button type="submit" size="large" iconAfter="forward" isBusy={state === 'busy'}>
            {t('consent.go')}
          </Button>
        </nav>
      </form>
    </Frame>
  )
}
