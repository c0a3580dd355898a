import { languages } from '#domain/text/text.ts'
import { LanguageSwitch } from '../../design/language-switch/language-switch.tsx'
import { useLanguage } from '../language.tsx'

export function LanguageChoice() {
  const { words, choose } = useLanguage()
  return (
    <LanguageSwitch
      label={words.t('shell.language')}
      languages={languages.map((code) => ({ code, name: words.t(`shell.language.${code}`) }))}
      current={words.language}
      onChange={choose}
    />
  )
}
