import { useState } from 'react'
import type { Example } from '../gallery/example.ts'
import { LanguageSwitch } from './language-switch.tsx'

function Shown() {
  const [current, setCurrent] = useState<'da' | 'en'>('da')
  return (
    <LanguageSwitch
      label="Sprog"
      languages={[
        { code: 'da', name: 'Dansk' },
        { code: 'en', name: 'English' },
      ]}
      current={current}
      onChange={setCurrent}
    />
  )
}

export const examples: readonly Example[] = [{ name: 'two languages', Show: Shown }]
