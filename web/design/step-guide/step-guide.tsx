/** Where one is in a piece of work with several pages (DKFDS: step guide). Steps behind are links back. */
import './step-guide.css'
import { Icon } from '../icon/icon.tsx'

export type Step = { readonly label: string; readonly href?: string | undefined; readonly onGo?: (() => void) | undefined }

type StepGuideProps = {
  /** Name of the guide: "Trin i undersøgelsen". */
  label: string
  steps: readonly Step[]
  /** Place of the step one is at, from 0. */
  current: number
  /** Said after the name of a step that is behind: "udfyldt". */
  doneWord: string
}

export function StepGuide({ label, steps, current, doneWord }: StepGuideProps) {
  return (
    <nav aria-label={label}>
      <ol className="step-guide">
        {steps.map((step, place) => {
          const words = (
            <>
              <span className="step-guide__mark" aria-hidden="true">
                {place < current ? <Icon name="check" /> : place + 1}
              </span>
              <span>
                {step.label}
                {place < current && <span className="visually-hidden"> ({doneWord})</span>}
              </span>
            </>
          )
          const state = place < current ? 'done' : place === current ? 'current' : 'ahead'
          return (
            <li
              key={step.label}
              className={`step-guide__step step-guide__step--${state}`}
              aria-current={place === current ? 'step' : undefined}
            >
              {place < current && step.href !== undefined ? (
                <a className="step-guide__go" href={step.href} onClick={step.onGo && ((event) => (event.preventDefault(), step.onGo?.()))}>
                  {words}
                </a>
              ) : (
                <span className="step-guide__go">{words}</span>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
