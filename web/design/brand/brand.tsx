/** The mark and the name: three growing circles. */
import './brand.css'

export function Brand({ name }: { name: string }) {
  return (
    <span className="brand">
      <svg className="brand__mark" viewBox="0 0 32 32" aria-hidden="true">
        <circle cx="6" cy="24" r="4" />
        <circle cx="14.5" cy="18.5" r="5" />
        <circle cx="25" cy="10" r="6.5" />
      </svg>
      {name}
    </span>
  )
}
