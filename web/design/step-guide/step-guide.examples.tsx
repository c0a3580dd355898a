import type { Example } from '../gallery/example.ts'
import { StepGuide } from './step-guide.tsx'

const steps = ['Hvem', 'Hvad', 'Hvornår', 'Tjek', 'Åbn'].map((label) => ({ label, href: '#step-guide' }))

export const examples: readonly Example[] = [
  { name: 'first', Show: () => <StepGuide label="Trin i undersøgelsen (første)" steps={steps} current={0} doneWord="udfyldt" /> },
  { name: 'third', Show: () => <StepGuide label="Trin i undersøgelsen (tredje)" steps={steps} current={2} doneWord="udfyldt" /> },
]
