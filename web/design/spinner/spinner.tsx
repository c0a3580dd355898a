/** Turns only when the wait has lasted 300 ms, so that quick things don't flicker. */
import './spinner.css'

/** Without a label it is decoration beside words that already say what is going on. */
export function Spinner({ label }: { label?: string }) {
  if (label === undefined) return <span className="spinner" aria-hidden="true" />
  return (
    <p className="spinner-line" role="status">
      <span className="spinner" aria-hidden="true" />
      <span>{label}</span>
    </p>
  )
}
