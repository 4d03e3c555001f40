// Which key does what, and the start.

box.addEventListener('input', () => {
  clearTimeout(timer)
  timer = setTimeout(search, patience)
  rememberHere()
})

// canJoin: "&" and "/" are no letters of a search now, but join something to the chosen code.
const canJoin = () => list === 'diagnoses' && !adding && shown && !isExtension(groupOf(shown).stem.code) && (!box.value || box.value === settled)
const extend = () => addExtension(groupOf(shown))

box.addEventListener('keydown', event => {
  const key = event.key
  const joins = canJoin()
  const does = {
    ArrowDown: () => options.length && step(1),
    ArrowUp: () => options.length && step(-1),
    Enter: enter,
    Escape: clear,
    '&': joins && extend,
    '/': joins && addStem,
  }[key]
  if (!does || event.ctrlKey || event.metaKey || event.isComposing) return
  event.preventDefault()
  event.stopPropagation()
  does()
})

document.addEventListener('keydown', event => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault()
    copy()
  } else if (event.key === '&' && canJoin()) {
    event.preventDefault()
    extend()
  } else if (event.key === '/' && document.activeElement !== box) {
    event.preventDefault()
    box.focus()
  } else if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey) {
    box.focus()
  } else if (event.key === 'Escape') {
    box.focus()
  }
})

for (const radio of document.querySelectorAll('input[name=list]')) {
  radio.addEventListener('change', () => {
    const words = box.value
    setList(radio.value)
    box.value = words // what was looked for in one list may be in the other
    search()
    radio.focus()
    forget()
    rememberStep()
  })
}
at('adding').lastElementChild.addEventListener('click', () => addTo())
at('copy').addEventListener('click', copy)
addEventListener('popstate', restore)
restore()
