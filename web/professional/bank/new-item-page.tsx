/** A new question: its words, whom it is for, its theme, and how it is answered. */
import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import type { ItemKind } from '#domain/questionnaire/questionnaire.ts'
import { isTheme, themes } from '#domain/questionnaire/themes.ts'
import { Button } from '../../design/button/button.tsx'
import { Checkboxes } from '../../design/checkboxes/checkboxes.tsx'
import { ErrorSummary } from '../../design/error-summary/error-summary.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Select } from '../../design/select/select.tsx'
import { useWords } from '../language.tsx'
import { useAct } from '../server-state.ts'
import { addresses } from '../shell/navigation.ts'
import { Page } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { type Group, groups, meantFor } from './audience.ts'
import { itemAddress } from './bank-address.ts'
import { KindChoice } from './kind-choice.tsx'
import { LongField } from './long-field.tsx'
import styles from './bank.module.css'

export function NewItemPage() {
  const { t, named } = useWords()
  const [, go] = useLocation()
  const [question, setQuestion] = useState('')
  const [meant, setMeant] = useState<readonly Group[]>([])
  const [theme, setTheme] = useState('')
  const [kind, setKind] = useState<ItemKind>('single')
  const [sent, setSent] = useState(0)
  const draft = useAct('draftBankItem', ({ code }) => go(itemAddress(code)))
  const missing = {
    question: question.trim() === '' ? t('bank.new.fault.question') : undefined,
    meant: meant.length === 0 ? t('bank.new.fault.meant') : undefined,
    theme: isTheme(theme) ? undefined : t('bank.new.fault.theme'),
  }
  const faults = Object.entries(missing).flatMap(([field, message]) =>
    message === undefined ? [] : [{ fieldId: `new-${field}`, message }],
  )
  const error = (field: keyof typeof missing) => (sent === 0 ? undefined : missing[field])
  const begin = (event: FormEvent) => {
    event.preventDefault()
    setSent(sent + 1)
    if (faults.length > 0 || !isTheme(theme)) return
    const { respondents, grades } = meantFor(meant)
    draft.mutate({ body: { question: question.trim(), theme, kind, respondents: [...respondents], grades: [...grades] } })
  }
  return (
    <Page title={t('bank.new.title')} lead={t('bank.new.lead')} path={[{ label: t('bank.tab'), href: addresses.bank }]}>
      <form className={styles.form} onSubmit={begin} noValidate>
        <ErrorSummary title={t('bank.new.fault')} sent={sent} faults={sent === 0 ? [] : faults} />
        <LongField
          id="new-question"
          label={t('bank.field.question')}
          help={t('bank.field.question.help')}
          error={error('question')}
          value={question}
          onChange={setQuestion}
          lines={2}
        />
        <Checkboxes
          id="new-meant"
          look="plain"
          label={t('bank.meant')}
          help={t('bank.meant.help')}
          error={error('meant')}
          options={groups.map((value) => ({ value, label: t(`bank.meant.${value}`) }))}
          values={meant}
          onChange={(values) => setMeant(values as readonly Group[])}
        />
        <Select
          id="new-theme"
          label={t('bank.field.theme')}
          error={error('theme')}
          options={[
            { value: '', label: t('bank.theme.choose') },
            ...themes.map((value) => ({ value, label: named('intervention.theme', value) ?? value })),
          ]}
          value={theme}
          onChange={setTheme}
        />
        <KindChoice id="new-kind" value={kind} onChange={setKind} />
        {draft.error && <Refused error={draft.error} />}
        <div className={styles.buttons}>
          <Button type="submit" isBusy={draft.isPending}>
            {t('bank.new.do')}
          </Button>
          <LinkButton look="quiet" href={addresses.bank}>
            {t('shell.cancel')}
          </LinkButton>
        </div>
      </form>
    </Page>
  )
}
