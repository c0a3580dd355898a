/** Where the log ends today, as a file to keep elsewhere. */
import { Button } from '../../design/button/button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { useWords } from '../language.tsx'
import { useAct } from '../server-state.ts'
import { Section } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { dayOf } from '../today.ts'
import styles from './audit.module.css'

export function Anchor() {
  const { t } = useWords()
  const anchor = useAct('getAuditAnchor', (given) =>
    keep(`anchor-${given.municipality}-${dayOf(given.at)}.jsonl`, `${JSON.stringify(given)}\n`),
  )
  return (
    <Section id="anchor" title={t('audit.anchor')}>
      <p>{t('audit.anchor.text')}</p>
      {anchor.error && <Refused error={anchor.error} />}
      {anchor.data && (
        <Notice kind="success" title={t('audit.anchor.got')} isLive>
          {t('audit.anchor.rows', { count: Number(anchor.data.seq) })}
        </Notice>
      )}
      <div className={styles.more}>
        <Button look="secondary" icon="download" isBusy={anchor.isPending} onClick={() => anchor.mutate(undefined)}>
          {t('audit.anchor.get')}
        </Button>
      </div>
    </Section>
  )
}

/** Lets the browser keep this text as a file. */
function keep(name: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/jsonl' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
