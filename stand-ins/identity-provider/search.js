// Narrows the list while one types. Without it the page still works: everybody is listed.
const field = document.querySelector('#search')
const found = document.querySelector('#found')
const people = [...document.querySelectorAll('.person')]

document.querySelector('.search').hidden = false

field.addEventListener('input', narrow)
field.addEventListener('keydown', (event) => {
  // Enter in a form presses its first button, which would sign in as somebody nobody chose.
  if (event.key !== 'Enter') return
  event.preventDefault()
  people.find((person) => !person.closest('li').hidden)?.focus()
})

function narrow() {
  const words = field.value.toLocaleLowerCase('da').split(/\s+/).filter(Boolean)
  let count = 0
  document.body.classList.toggle('searching', words.length > 0)
  for (const person of people) {
    const isMatch = words.every((word) => person.dataset.search.includes(word))
    person.closest('li').hidden = !isMatch
    if (isMatch) count += 1
  }
  for (const folded of document.querySelectorAll('details')) {
    folded.open = words.length > 0
    folded.hidden = !folded.querySelector('li:not([hidden])')
  }
  for (const group of document.querySelectorAll('.group')) group.hidden = !group.querySelector('li:not([hidden])')
  found.textContent =
    words.length === 0
      ? ''
      : count === 0
        ? 'Ingen passer. Prøv et kortere ord.'
        : count === 1
          ? '1 person passer'
          : `${count} personer passer`
}
