// What a reader chose in a form of filters stands in the address of the page, so that it can be sent and gone back to.
export function toAddress(form) {
  const address = new URL(location)
  for (const [name, value] of new FormData(form)) {
    if (value) address.searchParams.set(name, value)
    else address.searchParams.delete(name)
  }
  history.replaceState(history.state, "", address)
}

// A value that is none of the choices leaves the filter open.
export function fromAddress(form) {
  const parameters = new URL(location).searchParams
  for (const select of form.querySelectorAll("select")) {
    const wanted = parameters.get(select.name) ?? ""
    select.value = [...select.options].some(option => option.value === wanted) ? wanted : ""
  }
}
