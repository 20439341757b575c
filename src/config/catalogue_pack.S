/* The catalogue pack of this release, as a constant of the program. */
    .section .rodata.catalogue_pack, "a", %progbits
    .globl catalogue_pack_begin
    .globl catalogue_pack_end
    .hidden catalogue_pack_begin
    .hidden catalogue_pack_end
catalogue_pack_begin:
    .incbin "config/catalogue/contact-centre-2.json"
catalogue_pack_end:
    .byte 0
    .section .note.GNU-stack, "", %progbits
