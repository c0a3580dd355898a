/**
 * What comes after the door, in one part that is fetched while somebody comes in: pages that a child in class seldom
 * meets, and what hides a screen from a neighbour.
 */
export { ConsentPage } from './consent-page.tsx'
export { standBeside } from './screen/beside.tsx'
export { Cover, Tools } from './screen/private-screen.tsx'
export { WishesPage } from './wishes-page.tsx'
