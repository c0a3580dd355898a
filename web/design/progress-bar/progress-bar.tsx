/** How far something of known length has come, said in words as well. */
import './progress-bar.css'

type ProgressBarProps = {
  /** What is under way: "Indlæser elever". */
  label: string
  value: number
  max: number
  /** How far, in words: "12.400 af 60.000". */
  text: string
  /** Only the bar is seen; the words are for those who listen. */
  isQuiet?: boolean
}

export function ProgressBar({ label, value, max, text, isQuiet = false }: ProgressBarProps) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0
  return (
    <div className="progress-bar">
      {!isQuiet && (
        <p className="progress-bar__words" aria-hidden="true">
          <span>{label}</span>
          <span className="quiet">{text}</span>
        </p>
      )}
      <div
        className="progress-bar__track"
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={value}
        aria-valuetext={text}
      >
        <div className="progress-bar__done" style={{ inlineSize: `${share * 100}%` }} />
      </div>
    </div>
  )
}
