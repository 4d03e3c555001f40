// What is told of an intervention: what is paid, to whom, and on which conditions.

const words = {
  FEE_FOR_SERVICE: 'fee for service', FIXED_FEE_FOR_SERVICE: 'fixed fee for service', CAPITATION: 'capitation',
  PER_DIEM: 'by the day', CASE_BASED: 'by the case', IP: 'inpatient', OP: 'outpatient', OP_and_IP: 'outpatient and inpatient',
  SHIF_Only: 'Social Health Insurance Fund', PHC_Only: 'Primary Healthcare Fund',
  PHC_and_SHIF: 'Primary Healthcare Fund and Social Health Insurance Fund',
  'before-submission': 'needed before the claim is sent', capita: 'head and year',
}
const inWords = value => words[value] ?? value

const values = (concept, code) => properties(concept, code).map(each => each.value)

function aboutIntervention(concept) {
  return [tariffs(concept), conditions(concept), synonyms(concept, '(ours)')].filter(Boolean)
}

// tariffs is the amount by facility level. An amount that is not in the list is not known; it is
// never nothing.
function tariffs(concept) {
  const heading = element('h3', {}, 'Tariff')
  if (String(property(concept, 'capitated')) === 'true') {
    return element('section', {}, heading, element('p', {}, 'Capitated: it is paid for by head and year, so a claim of it adds no amount.'))
  }
  const amounts = new Map(concept.properties.filter(each => each.code.startsWith('tariff-'))
    .map(each => [each.code.slice('tariff-'.length), Number(each.value)]))
  const levels = [...new Set([...values(concept, 'level'), ...values(concept, 'level').length ? [] : amounts.keys()])].sort()
  const unit = property(concept, 'unit')
  if (levels.length === 0) return element('section', {}, heading, element('p', {}, 'The amount is not known.'))
  return element('section', {}, heading, element('table', {id: 'tariffs'},
    element('thead', {}, element('tr', {}, element('th', {scope: 'col'}, 'Facility level'),
      element('th', {scope: 'col'}, unit ? `KES per ${inWords(unit)}` : 'KES'))),
    element('tbody', {}, levels.map(level => element('tr', {}, element('th', {scope: 'row'}, level), amount(amounts, level))))))
}

// amount is that of a level; one of a whole level is that of its parts.
function amount(amounts, level) {
  const known = amounts.get(level) ?? amounts.get(level.replace(/[ABC]$/, ''))
  if (known === undefined) return element('td', {class: 'unknown'}, 'not known')
  return element('td', {}, known.toLocaleString('en', {minimumFractionDigits: Number.isInteger(known) ? 0 : 2}))
}

function conditions(concept) {
  const one = code => property(concept, code)
  const many = code => values(concept, code).map(inWords).join(', ')
  const facts = [
    ['Preauthorization', many('preauth') || 'not needed'],
    ['Paid', one('mechanism') ? inWords(one('mechanism')) : 'not known'],
    ['Fund', one('fund') && inWords(one('fund'))],
    ['Scheme', one('scheme')],
    ['Where', one('accessPoint') && inWords(one('accessPoint'))],
    ['Copayment', copayment(one('copayment'))],
    ['Limits', many('limit')],
    ['For', one('sex') && `${one('sex')} patients`],
    ['Age', ages(one('minAge'), one('maxAge'))],
    ['Diagnoses', values(concept, 'diagnosis').join(', ')],
    ['Documents', many('document')],
    ['In force', period(one('from'), one('to'))],
  ]
  return element('section', {}, element('h3', {}, 'Conditions'), element('dl', {class: 'facts'},
    facts.filter(([, value]) => value).flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)])))
}

// copayment is what the patient pays: a share, or shillings for an item.
function copayment(pays) {
  return !pays || pays.endsWith('%') ? pays : `KES ${pays} an item`
}

function ages(least, most) {
  if (least === undefined && most === undefined) return undefined
  if (most === undefined) return `from ${least} years`
  if (least === undefined) return `up to ${most} years`
  return `${least} to ${most} years`
}

function period(from, to) {
  if (!from && !to) return undefined
  return to ? `${from ? `from ${from} ` : ''}to ${to}` : `from ${from}`
}
