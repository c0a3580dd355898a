/** Languages by their own names, each marked with its own language so that a voice says it right. */
import './language-switch.css'

type LanguageSwitchProps<Code extends string> = {
  label: string
  languages: readonly { readonly code: Code; readonly name: string }[]
  current: Code
  onChange: (code: Code) => void
}

export function LanguageSwitch<Code extends string>({ label, languages, current, onChange }: LanguageSwitchProps<Code>) {
  return (
    <div className="language-switch" role="group" aria-label={label}>
      {languages.map(({ code, name }) => (
        <button
          key={code}
          type="button"
          lang={code}
          className="language-switch__one"
          aria-pressed={code === current}
          onClick={() => onChange(code)}
        >
          {name}
        </button>
      ))}
    </div>
  )
}
