// A file that is imported says another module, so that two names would lead to
// one module. The mistake is in the imported file; the label is here.

module module_mismatch;
import acme.misnamed;
