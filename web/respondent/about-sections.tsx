/** Headings with what stands under them. */
import type { AboutSection } from '#domain/survey/about-for-child.ts'

export function AboutSections({ sections }: { sections: readonly AboutSection[] }) {
  return (
    <div className="about">
      {sections.map(({ heading, texts }) => (
        <section key={heading}>
          <h2>{heading}</h2>
          {texts.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </section>
      ))}
    </div>
  )
}
