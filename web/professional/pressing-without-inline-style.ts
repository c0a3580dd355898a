/**
 * React Aria would put a style element with one rule into the page, which the content security policy refuses
 * (and the browser reports on the console). It looks for an element of this name first, so it finds one; the
 * rule stands in the stylesheet. Imported before anything of React Aria that can be pressed.
 */
import './pressing-without-inline-style.css'

const itsName = 'react-aria-pressable-style'

if (!document.getElementById(itsName)) document.head.append(Object.assign(document.createElement('meta'), { id: itsName }))
