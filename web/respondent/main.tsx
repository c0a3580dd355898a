/** The answering page. `/svar` is one respondent's road; `/om/…` is what anybody may know about a survey beforehand. */
import '../design/tokens.css'
import '../design/fonts.css'
import '../design/base/base.css'
import './respondent.css'
import { createRoot } from 'react-dom/client'
import { Road } from './road.tsx'

const place = document.getElementById('root')
if (place) {
  const root = createRoot(place)
  const [, first, municipalityId, surveyId] = location.pathname.split('/')
  if (first === 'om' && municipalityId !== undefined && surveyId !== undefined) {
    void import('./public-page.tsx').then(({ PublicPage }) =>
      root.render(<PublicPage municipalityId={municipalityId} surveyId={surveyId} />),
    )
  } else {
    root.render(<Road />)
  }
}
