import { useState } from 'react'
import { Button } from '../button/button.tsx'
import type { Example } from '../gallery/example.ts'
import { Dialog } from './dialog.tsx'

function Shown() {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button look="secondary" onClick={() => setOpen(true)}>
        Slet kladden …
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title="Slet kladden?"
        actions={
          <>
            <Button look="secondary" onClick={() => setOpen(false)}>
              Behold den
            </Button>
            <Button look="danger" onClick={() => setOpen(false)}>
              Slet kladden
            </Button>
          </>
        }
      >
        <p>Ingen har svaret endnu, så der går ikke svar tabt.</p>
      </Dialog>
    </>
  )
}

export const examples: readonly Example[] = [{ name: 'question', Show: Shown }]
