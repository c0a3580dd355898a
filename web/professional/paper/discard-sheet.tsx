import { useState } from 'react'
import type { SheetName } from '#api/paper.ts'
import { Button } from '../../design/button/button.tsx'
import { Dialog } from '../../design/dialog/dialog.tsx'
import { useWords } from '../language.tsx'
import { useAct } from '../server-state.ts'
import { Refused } from '../shell/refused.tsx'

/** Asked once more, for both typings go. */
export function DiscardSheet({ sheet, onDiscarded }: { readonly sheet: SheetName; readonly onDiscarded: () => void }) {
  const { t } = useWords()
  const [isAsking, setAsking] = useState(false)
  const discard = useAct('discardSheet', () => onDiscarded())
  return (
    <>
      <Button look="quiet" onClick={() => setAsking(true)}>
        {t('paper.discard')}
      </Button>
      <Dialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('paper.discard.title')}
        actions={
          <>
            <Button look="secondary" onClick={() => setAsking(false)}>
              {t('shell.cancel')}
            </Button>
            <Button look="danger" isBusy={discard.isPending} onClick={() => discard.mutate({ body: { sheet } })}>
              {t('paper.discard.yes')}
            </Button>
          </>
        }
      >
        <p>{t('paper.discard.text')}</p>
        {discard.error && <Refused error={discard.error} />}
      </Dialog>
    </>
  )
}
