/*
** status.c
** Messages, memory and versions.
*/

#include "viet.h"

#include <stdlib.h>

#include <unicode/uchar.h>
#include <unicode/uvernum.h>


const char *viet_status_message (viet_status status) {
  switch (status) {
    case VIET_OK: return "no error";
    case VIET_ENOMEM: return "not enough memory";
    case VIET_EINVAL: return "bad argument";
    case VIET_EUTF8: return "invalid UTF-8";
    case VIET_ETOOLONG:
      return "text too long (limit 4294967294 bytes)";
    case VIET_EICU: return "the data of ICU cannot be loaded";
    case VIET_ECHARSET: return "not in the charset";
    case VIET_ESTOPPED: return "stopped";
    case VIET_EFILE: return "the file cannot be read or written";
    case VIET_ENOTOURS: return "not a compiled gazetteer";
    case VIET_EVERSION:
      return "of another format version (compile it again)";
    case VIET_EORDER:
      return "compiled on a machine with the other byte order";
    case VIET_EDAMAGED: return "damaged: cut short, or changed";
    case VIET_EPATTERN: return "bad pattern";
    case VIET_ELIMIT: return "step limit reached";
    case VIET_ENOFILE: return "a device or a pipe, not a file";
  }
  return "unknown status";
}


static void *malloc_resize (void *context, void *block, size_t old_bytes,
                            size_t new_bytes) {
  (void)context;
  (void)old_bytes;
  if (new_bytes == 0) {
    free(block);
    return NULL;
  }
  return realloc(block, new_bytes);
}


const viet_allocator viet_malloc = {malloc_resize, NULL};


void viet_free (const viet_allocator *allocator, void *block,
                size_t bytes) {
  if (block)
    allocator->resize(allocator->context, block, bytes, 0);
}


const char *viet_versions (void) {
  return "viet " VIET_VERSION ", ICU " U_ICU_VERSION
         ", Unicode " U_UNICODE_VERSION;
}
