import type { Example } from '../gallery/example.ts'
import { Toast, ToastCorner } from './toast.tsx'

export const examples: readonly Example[] = [
  {
    name: 'success',
    Show: () => (
      <Toast closeLabel="Luk" onClose={() => {}}>
        Undersøgelsen er åbnet.
      </Toast>
    ),
  },
  {
    name: 'info',
    Show: () => (
      <Toast kind="info" closeLabel="Luk" onClose={() => {}}>
        Filen læses. Du kan gå videre imens.
      </Toast>
    ),
  },
  {
    name: 'in its corner',
    Show: () => (
      <div className="gallery__stage">
        <ToastCorner>
          <Toast closeLabel="Luk" onClose={() => {}}>
            Rapporten er delt med skolens ledelse.
          </Toast>
        </ToastCorner>
      </div>
    ),
  },
]
