// Says in the page when a passkey could not be read, and sends the code that the e-mail's link has filled in.

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const trouble = document.getElementById("passkey-trouble");
  if (trouble) trouble.hidden = false;
});

const code = document.querySelector('form input[name="code"]');
if (code?.value && new URLSearchParams(location.search).has("code") && !code.closest(".field-bad")) {
  history.replaceState(null, "", location.pathname);
  code.form.requestSubmit();
}
