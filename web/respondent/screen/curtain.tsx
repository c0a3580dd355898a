/** Covers the whole page, and comes away again, by Esc or a press. The browser's own dialog: what lies behind is out of reach. */
import { useEffect, useRef } from 'react'
import { Button } from '#web/design/button/button.tsx'
import type { ScreenT } from './words.ts'

let drop = () => {}

export function dropCurtain(): void {
  drop()
}

export function Curtain({ t }: { t: ScreenT }) {
  const curtain = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    drop = () => {
      if (!curtain.current?.open) curtain.current?.showModal()
    }
    const press = (event: KeyboardEvent) => {
      // With a dialog open the key is that dialog's own, and takes this one away again.
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]')) return
      event.preventDefault()
      drop()
    }
    document.addEventListener('keydown', press)
    return () => {
      drop = () => {}
      document.removeEventListener('keydown', press)
    }
  }, [])
  return (
    <dialog ref={curtain} className="curtain" aria-labelledby="curtain">
      <h2 id="curtain">{t('curtain.title')}</h2>
      <p>{t('curtain.text')}</p>
      <Button size="large" onClick={() => curtain.current?.close()}>
        {t('curtain.raise')}
      </Button>
    </dialog>
  )
}
