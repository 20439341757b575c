/* The catalogue pack of this release, packed by gzip, as a constant of the program. */
    .section .rodata.catalogue_pack, "a", %progbits
    .globl catalogue_pack_begin
    .globl catalogue_pack_end
    .hidden catalogue_pack_begin
    .hidden catalogue_pack_end
catalogue_pack_begin:
    .incbin CATALOGUE_PACK
catalogue_pack_end:
    .section .note.GNU-stack, "", %progbits
