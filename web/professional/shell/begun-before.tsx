/** Says that what stands in a form was begun earlier and is not sent, and lets go of it. */
import { Button } from '../../design/button/button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { useWords } from '../language.tsx'
import type { Unsent } from './use-unsent.ts'

export function BegunBefore({ unsent: { isFromBefore, clear } }: { readonly unsent: Pick<Unsent<unknown>, 'isFromBefore' | 'clear'> }) {
  const { t } = useWords()
  if (!isFromBefore) return null
  return (
    <Notice
      title={t('shell.begun')}
      actions={
        <Button look="quiet" size="small" onClick={clear}>
          {t('shell.begun.afresh')}
        </Button>
      }
    />
  )
}
