/** Says that there is something new, to those who see and to those who listen. */
import { useState } from 'react'
import { Toast, ToastCorner } from '../../design/toast/toast.tsx'
import { useWords } from '../language.tsx'
import type { Listed } from './kind-page.tsx'
import { useLiveFigures } from './use-live-figures.ts'

export function LiveNews({ listed, unit }: { readonly listed: Listed; readonly unit: string }) {
  const { t } = useWords()
  const news = useLiveFigures(listed, unit)
  const [closed, setClosed] = useState('')
  return (
    <ToastCorner>
      {news !== '' && news !== closed && (
        <Toast kind="info" closeLabel={t('kinds.live.close')} onClose={() => setClosed(news)}>
          {news}
        </Toast>
      )}
    </ToastCorner>
  )
}
