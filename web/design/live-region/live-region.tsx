/** Words for those who listen. Keep it mounted and change the message: a region that appears with its words is often not read. */
export function LiveRegion({ message }: { message: string }) {
  return (
    <p className="visually-hidden" role="status">
      {message}
    </p>
  )
}
