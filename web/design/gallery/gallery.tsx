/**
 * Every component, in every state worth looking at, light beside dark. `?dir=rtl` turns it round and
 * `?theme=dark` shows one theme alone.
 *
 * Not a screen of the product: it is read by those who build, by axe, and by the screenshots.
 */
import '../tokens.css'
import '../fonts.css'
import '../base/base.css'
import './gallery.css'
import { createRoot } from 'react-dom/client'
import type { Example } from './example.ts'

const modules = import.meta.glob<{ examples: readonly Example[] }>('../*/*.examples.tsx', { eager: true })

/** Drawn with React's names of attributes, which Preact leaves as they are; no page of a child's has one (tests/house.test.ts). */
const isForReactAlone = (name: string) => import.meta.env.MODE === 'gallery-preact' && /chart$|^histogram$/.test(name)

const components = Object.entries(modules)
  .map(([path, { examples }]) => ({ name: path.split('/')[1] ?? path, examples }))
  .filter(({ name }) => !isForReactAlone(name))
  .sort((one, other) => one.name.localeCompare(other.name))

const address = new URLSearchParams(location.search)
const direction = address.get('dir') === 'rtl' ? 'rtl' : 'ltr'
const themes = (['light', 'dark'] as const).filter((theme) => theme === (address.get('theme') ?? theme))
document.documentElement.dir = direction
if (themes.length === 1) document.documentElement.dataset.theme = themes[0]

function Gallery() {
  return (
    <>
      <header className="gallery__top">
        <h1>Komponenter</h1>
        <p className="quiet">
          {components.length} components, light and dark.{' '}
          <a href={direction === 'rtl' ? '?' : '?dir=rtl'}>{direction === 'rtl' ? 'Left to right' : 'Right to left'}</a>
        </p>
        <nav aria-label="Components">
          <ul className="cluster">
            {components.map(({ name }) => (
              <li key={name}>
                <a href={`#${name}`}>{name}</a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <main>
        {components.map(({ name, examples }) => (
          <section key={name} id={name} className="gallery__component" aria-labelledby={`${name}-heading`}>
            <h2 id={`${name}-heading`}>{name}</h2>
            {examples.map((example) => (
              <div key={example.name} className="gallery__example">
                <p className="gallery__name">{example.name}</p>
                <div className="gallery__pair">
                  {themes.map((theme) => (
                    <div key={theme} className="gallery__pane" data-theme={theme} data-example={`${name} · ${example.name} · ${theme}`}>
                      <example.Show />
                    </div>
                  ))}
                </div>
              </div>
            ))}
          </section>
        ))}
      </main>
    </>
  )
}

const root = document.getElementById('root')
if (root) createRoot(root).render(<Gallery />)
