// The view is in the fragment, so that it can be linked. A choice is a step back in the browser;
// a letter is not.
function fragment() {
  const view = new URLSearchParams()
  if (list !== 'diagnoses') view.set('list', list)
  if (box.value && !adding) view.set('q', box.value)
  if (coding.groups.length > 0) view.set('code', expression(coding.groups))
  return `#${view}`
}
const rememberHere = () => history.replaceState(null, '', fragment())
const rememberStep = () => fragment() !== (location.hash || '#') && history.pushState(null, '', fragment())

// restore shows the view that the address names.
function restore() {
  const view = new URLSearchParams(location.hash.slice(1))
  setList(view.get('list') === 'interventions' ? 'interventions' : 'diagnoses')
  box.value = settled = view.get('q') ?? ''
  search()
  const code = view.get('code')
  if (!code) {
    forget()
  } else if (code !== expression(coding.groups)) {
    openCode(code, rememberHere)
  }
}

function setList(name) {
  list = name
  document.querySelector(`input[value=${name}]`).checked = true
  addTo()
}
