/** A refusal in the reader's language, with what to do about it. */
import { ProblemError } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { useWords } from '../language.tsx'
import { signInAddress } from './sign-in-address.ts'

export function Refused({ error, onRetry }: { readonly error: Error; readonly onRetry?: () => void }) {
  const { t, named } = useWords()
  const refusal = error instanceof ProblemError ? error : undefined
  const name = refusal?.problem ?? 'defect'
  const title = named('problem', name) ?? named('refusal', name) ?? t('refusal.defect')
  return (
    <Notice
      kind="danger"
      isLive
      title={title}
      actions={
        refusal?.level ? (
          <LinkButton href={signInAddress(location.pathname + location.search, refusal.level)}>{t('shell.sureness')}</LinkButton>
        ) : (
          onRetry && (
            <Button look="secondary" size="small" onClick={onRetry}>
              {t('shell.retry')}
            </Button>
          )
        )
      }
    >
      {refusal?.problem === 'defect' && refusal.requestId !== null && (
        <p className="small">{t('shell.requestId', { id: refusal.requestId })}</p>
      )}
    </Notice>
  )
}
