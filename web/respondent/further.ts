/**
 * What comes after the door, in one part that is fetched while somebody comes in, so that the door itself is light: the pages
 * with what is asked, and what hides a screen from a neighbour.
 */
export { AboutPage } from './about-page.tsx'
export { ConsentPage } from './consent-page.tsx'
export { QuestionPage } from './question-page.tsx'
export { ReviewPage } from './review-page.tsx'
export { standBeside } from './screen/beside.tsx'
export { WishesPage } from './wishes-page.tsx'
